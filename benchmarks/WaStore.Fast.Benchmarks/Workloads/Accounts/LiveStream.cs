using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>Messages that come one after the other, acknowledged at once; what they change is flushed 25 ms after the first of a burst (spec/caches.md 10.5).</summary>
sealed class LiveStream : IAsyncDisposable
{
    readonly InboundTraffic _traffic;

    LiveStream(AccountFile file, InboundTraffic traffic)
    {
        File = file;
        _traffic = traffic;
    }

    /// <summary>The window of the account's workers.</summary>
    public static TimeSpan Window { get; } = new SignalCacheOptions().FlushWindow;

    public AccountFile File { get; }

    /// <param name="sqlite">How to run the file.</param>
    /// <param name="time">The clock of the windows; null for the system's.</param>
    public static async Task<LiveStream> CreateAsync(SqliteOptions? sqlite = null, TimeProvider? time = null)
    {
        var file = await AccountFile.CreateAsync(sqlite, new AccountOptions { TimeProvider = time });
        return new LiveStream(file, await InboundTraffic.CreateAsync(file, isKept: false));
    }

    /// <summary>Receives so many.</summary>
    public async ValueTask ReceiveAsync(int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            await _traffic.ReceiveAsync();
        }
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();
}
