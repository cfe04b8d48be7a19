using Microsoft.Extensions.Logging;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <content>The end: what the file is after the last commit, and the marker that says so.</content>
sealed partial class DatabaseOwnership
{
    // Linux stamps files by a clock of 1 to 10 ms, Windows by one of up to 16: a later write within a tick would leave the same times.
    static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(20);

    static readonly TimeSpan s_delayStep = TimeSpan.FromMilliseconds(1);

    CleanMarker? _sealed;

    /// <summary>Under SQLite's write lock, after a look for commits of others: notes the file's state, once its times cannot be those of a later write as well.</summary>
    internal async ValueTask SealAsync()
    {
        // With synchronous=OFF a power cut can undo what was committed, and leave the file's times.
        if (file.IsInMemory || options.Synchronous == SynchronousMode.Off || ExactLives() is not { Count: > 0 } lives
            || FileStat.Of(Wal) is { Size: > 0 } || FileStat.Of(file.Path) is not { } stat)
        {
            return;
        }

        // Again and more than needed: a delay is cut to milliseconds and may end a little early. Times in the future, after the clock was set back, are not waited for.
        for (var i = 0; i < 3 && Age(stat) is var age && age < s_tick; i++)
        {
            await Task.Delay((age > TimeSpan.Zero ? s_tick - age : s_tick) + s_delayStep).ConfigureAwait(false);
        }

        if (FileStat.Of(file.Path) == stat && Age(stat) >= s_tick)
        {
            _sealed = new CleanMarker(stat, lives);
        }
    }

    /// <summary>After the handle's last connection was closed: leaves the marker, if the file is complete and as it was sealed, and gives the ownership back.</summary>
    internal void Close()
    {
        FileOwner? owner;
        int[] left;
        lock (_lock)
        {
            _isClosed = true;
            owner = _owner;
            left = [.. _leases.Keys];
            _leases.Clear();
        }

        if (owner is null)
        {
            return;
        }

        // Caches that were not disposed can write no more; their lives end as in a crash.
        foreach (var account in left)
        {
            owner.Release(account);
        }

        try
        {
            owner.Leave(Marker);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or StoreException)
        {
            LogNoMarker(options.Logger, file.Path, exception);
        }
    }

    CleanMarker? Marker() => _sealed is { } noted && FileStat.Of(Wal) is null && FileStat.Of(file.Path) == noted.File
        ? noted with { Lives = noted.Lives.Where(StillRests).ToDictionary() }
        : null;

    // A cache that came since has the life now.
    bool StillRests(KeyValuePair<int, byte[]> life)
    {
        lock (_lock)
        {
            return _resting.TryGetValue(life.Key, out var resting) && ReferenceEquals(resting.Life, life.Value);
        }
    }

    Dictionary<int, byte[]> ExactLives()
    {
        lock (_lock)
        {
            return _resting.Where(account => account.Value.SeenCommits == others.Met).Take(CleanMarker.MostAccounts).ToDictionary(account => account.Key, account => account.Value.Life);
        }
    }

    // The file system's clock is the system's.
    static TimeSpan Age(in FileStat stat) =>
        TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromTicks(Math.Max(stat.Modified, stat.Changed) / TimeSpan.NanosecondsPerTick);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The marker of a clean close of {Path} could not be written: the next start takes this close for a crash.")]
    static partial void LogNoMarker(ILogger logger, string path, Exception exception);
}
