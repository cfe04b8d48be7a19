using Microsoft.Extensions.Logging;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>
/// What one handle knows of the ownership of its accounts (design.md 4, "one owner" and "clean-shutdown marker"): which caches are open, and whose life may be gone on
/// with exactly.
/// </summary>
/// <remarks>
/// <para>A life rests while its account has no cache: since the last owner's clean close, or since a cache of this handle was disposed. It is gone on with if
/// nobody else can have written since: the marker is bound to the file's state; that state is looked at after the writer's first view of the file, and from then on every
/// commit of others shows in the writer's transactions (<see cref="CommitWatch"/>), of which one is made for the question.</para>
/// <para>A second handle of this process shares the lock, but not the resting lives: its accounts burn their leases once.</para>
/// </remarks>
sealed partial class DatabaseOwnership(OpenFile file, CommitWatch others, SqliteOptions options, SqliteStoreHealth health)
{
    readonly Lock _lock = new();
    readonly Dictionary<int, RestingLife> _resting = [];
    readonly Dictionary<int, SignalLease> _leases = [];
    CleanMarker? _marker;
    FileStat? _atOpen;
    FileOwner? _owner;
    bool _isClosed;

    /// <summary>Looks, in a transaction of the writer, whether others have committed. Set before the first cache can come.</summary>
    internal Func<CancellationToken, ValueTask> LookForCommits { get; set; } = static _ => default;

    internal bool IsOwner => Volatile.Read(ref _owner) is not null;

    internal (long Met, long Certain) CommitsOfOthers => (others.Met, others.Certain);

    string Wal => file.Path + "-wal";

    /// <summary>Right after the writer's first view of the file: the state that a marker must name. None if a WAL holds more, or may.</summary>
    internal void LookAtFile()
    {
        lock (_lock)
        {
            _atOpen = file.IsInMemory || FileStat.Of(Wal) is { Size: > 0 } ? null : FileStat.Of(file.Path);
            Believe();
        }
    }

    /// <summary>In the lane: the writer met a commit of somebody else. A file without a Signal cache may well have several writers.</summary>
    internal void MetForeignCommit(bool certain)
    {
        health.CountForeignCommit();
        if (certain && IsOwner)
        {
            LogForeignCommit(options.Logger, file.Path);
        }
    }

    /// <summary>Makes the process the owner. Harmless when repeated.</summary>
    /// <exception cref="StoreException">Another process is (Connection, naming it); or the owner file cannot be used.</exception>
    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    internal void Take()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
            if (_owner is not null)
            {
                return;
            }

            _owner = FileOwner.Acquire(file, options.TimeProvider, out _marker);
            Believe();
        }

        if (!file.IsInMemory && NetworkFileSystem.Of(file.Path) is { } network)
        {
            health.NetworkFileSystem = network;
            LogNetwork(options.Logger, file.Path, network);
        }
    }

    /// <summary>Takes an account for a cache.</summary>
    internal async ValueTask<SignalLease> AcquireAsync(int account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Take();
        _owner!.Claim(account);
        try
        {
            // Under the lock of the owner, so that who writes after this look is no owner.
            await LookForCommits(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteDatabase));
                var commits = CommitsOfOthers;
                var life = _resting.Remove(account, out var resting) && resting.SeenCommits == commits.Met ? resting.Life : null;
                var lease = new SignalLease(this, account, life, commits);
                _leases.Add(account, lease);
                return lease;
            }
        }
        catch
        {
            _owner.Release(account);
            throw;
        }
    }

    internal void EnsureHeld(SignalLease lease)
    {
        FileOwner owner;
        lock (_lock)
        {
            owner = IsCurrent(lease) ? _owner! : throw StoreException.Connection($"the Signal state of account {lease.Account} is not owned any more: its cache or database was closed");
        }

        if (!owner.EnsureHeld(options.TimeProvider))
        {
            LogReplaced(options.Logger, file.Path);
        }
    }

    internal void Release(SignalLease lease, byte[] life)
    {
        lock (_lock)
        {
            if (IsCurrent(lease))
            {
                _ = _leases.Remove(lease.Account);
                _resting[lease.Account] = new RestingLife(life, lease.SeenCommits);
                _owner!.Release(lease.Account);
            }
        }
    }

    bool IsCurrent(SignalLease lease) => _leases.TryGetValue(lease.Account, out var current) && ReferenceEquals(current, lease);

    // Once both are known, in whatever order. The lives rest since the file was looked at: no commit of others was met before.
    void Believe()
    {
        if (_marker is not null && _atOpen == _marker.File)
        {
            foreach (var (account, life) in _marker.Lives)
            {
                _resting[account] = new RestingLife(life, SeenCommits: 0);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is on a file system of the kind '{Kind}', where locks and shared memory may not work between machines: open it from one machine only.")]
    static partial void LogNetwork(ILogger logger, string path, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The owner file of {Path} was deleted or replaced while it was held; it is held again. Leave it alone.")]
    static partial void LogReplaced(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} was written to by somebody else while its Signal state is owned here; what the caches can read again they drop.")]
    static partial void LogForeignCommit(ILogger logger, string path);

    sealed record RestingLife(byte[] Life, long SeenCommits);
}
