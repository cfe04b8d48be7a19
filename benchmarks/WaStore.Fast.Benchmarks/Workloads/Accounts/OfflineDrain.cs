using WaStore.Fast.Retention;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>The 400 messages that waited at the server while we were away (spec/caches.md 10.7): one batch, and nothing of it in memory before.</summary>
sealed class OfflineDrain : IAsyncDisposable
{
    readonly InboundTraffic _traffic;
    readonly App _app;

    OfflineDrain(AccountFile file, InboundTraffic traffic, App app)
    {
        File = file;
        _traffic = traffic;
        _app = app;
    }

    public AccountFile File { get; }

    /// <summary>How many messages were acknowledged.</summary>
    public int Acknowledged => _app.Acknowledged;

    public static async Task<OfflineDrain> CreateAsync(SqliteOptions? sqlite = null)
    {
        var app = new App();
        var file = await AccountFile.CreateAsync(sqlite, AccountFile.Quiet with { InboundHandler = app });
        return new OfflineDrain(file, await InboundTraffic.CreateAsync(file, isKept: true), app);
    }

    /// <summary>Receives them. The last one fills the batch, which is committed then.</summary>
    public async Task ReceiveAsync()
    {
        for (var i = 0; i < InboundTraffic.Round; i++)
        {
            await _traffic.ReceiveAsync();
        }
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();

    sealed class App : IInboundHandler
    {
        public int Acknowledged { get; private set; }

        public ValueTask HandleAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken) => default;

        public ValueTask AcknowledgeAsync(IReadOnlyList<PendingInboundKey> messages, CancellationToken cancellationToken)
        {
            Acknowledged += messages.Count;
            return default;
        }
    }
}
