using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>
/// A whole account through its days: pairing, the history's seed, sends to groups and users, received messages live and in offline drains, notifications, LID migrations,
/// retries, reconnects, failing commits and crashes, beside a naive model. Nothing that went out may come twice, and nothing that was durable may be gone.
/// </summary>
sealed partial class AccountSimulation : IAsyncDisposable
{
    const string Commit = nameof(IBackend.CommitAsync);

    static readonly OwnDevice s_own = new(new Jid("200000000000001", JidServers.Lid), new Jid("15559990000", JidServers.PhoneNumber), 3);

    readonly ChaosRandom _random;
    readonly ISimulatedStore _store;
    readonly SimulatedServer _server = new();
    readonly SimulatedWorld _world = new();
    readonly (string Name, Func<Task> Run)[] _table;
    Steering _steering = new();
    Life _life = null!;
    int _lastMessage;

    AccountSimulation(ulong seed, ISimulatedStore store)
    {
        _random = new ChaosRandom(seed);
        _store = store;
        _table =
        [
            .. Enumerable.Repeat<(string, Func<Task>)>(("group send", SendToGroupAsync), 240),
            .. Enumerable.Repeat<(string, Func<Task>)>(("send", SendToUserAsync), 120),
            .. Enumerable.Repeat<(string, Func<Task>)>(("receive", ReceiveAsync), 320),
            .. Enumerable.Repeat<(string, Func<Task>)>(("wait", WaitAsync), 150),
            .. Enumerable.Repeat<(string, Func<Task>)>(("retry", RetryAsync), 40),
            .. Enumerable.Repeat<(string, Func<Task>)>(("look up a secret", LookUpSecretAsync), 30),
            .. Enumerable.Repeat<(string, Func<Task>)>(("devices", ChangeDevicesAsync), 24),
            .. Enumerable.Repeat<(string, Func<Task>)>(("members", ChangeMembersAsync), 16),
            .. Enumerable.Repeat<(string, Func<Task>)>(("learn", LearnAsync), 12),
            .. Enumerable.Repeat<(string, Func<Task>)>(("rename", RenameAsync), 10),
            .. Enumerable.Repeat<(string, Func<Task>)>(("flush", FlushAsync), 16),
            .. Enumerable.Repeat<(string, Func<Task>)>(("failing commit", FailCommitAsync), 8),
            .. Enumerable.Repeat<(string, Func<Task>)>(("reconnect", ReconnectAsync), 3),
            .. Enumerable.Repeat<(string, Func<Task>)>(("check", CheckAsync), 4),
            .. Enumerable.Repeat<(string, Func<Task>)>(("maintenance", MaintainAsync), 2),
            ("restart", RestartAsync),
            ("crash", CrashAsync),
            ("crash", CrashAsync),
        ];
    }

    /// <summary>What happened, for the note.</summary>
    public string Report =>
        $"{_world.Published.Count} counters published, none twice; {_server.Sent} messages received, {_world.Handled.Count} handled; {_crashes} crashes, {_restarts} restarts";

    /// <summary>Pairs and seeds the account.</summary>
    public static async Task<AccountSimulation> BeginAsync(ulong seed, ISimulatedStore store)
    {
        var simulation = new AccountSimulation(seed, store);
        await simulation.OpenAsync();
        await simulation.SeedAsync();
        return simulation;
    }

    public async Task<string> StepAsync()
    {
        var (name, run) = _table[_random.Next(_table.Length)];
        try
        {
            await run().WaitAsync(Harness.Patience);
            return name;
        }
        catch (StoreException exception) when (exception.SqliteErrorCode == Steering.Down().SqliteErrorCode)
        {
            return $"{name} fails";
        }
    }

    /// <summary>Comes back online for good: every message is handled, and all that is certain is in the store.</summary>
    public async Task EndAsync()
    {
        _steering.Mend();
        await ReconnectAsync();
        Assert.Empty(_server.Outstanding);
        Assert.Equal(_server.Sent, _world.Handled.Count);
        await RestartAsync();
        await CheckAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _steering.Mend();
        await _life.Account.DisposeAsync();
        await _store.DisposeAsync();
    }

    bool OneIn(int chances) => _random.Next(chances) == 0;

    /// <summary>One life of the process: the account, and the app that it tells.</summary>
    sealed class Life(AccountSimulation simulation) : IInboundHandler
    {
        public ManualTime Time { get; } = new();

        public Account<PeerRecord, PeerRecord> Account { get; set; } = null!;

        public FanOutPlanner<PeerRecord, PeerRecord> FanOut { get; set; } = null!;

        public bool IsOver { get; set; }

        public ValueTask HandleAsync(IReadOnlyList<PendingInbound> messages, CancellationToken cancellationToken)
        {
            Check();
            if (simulation.OneIn(50))
            {
                throw Steering.Down();
            }

            foreach (var message in messages)
            {
                Assert.Equal(Payload(message.Id), message.Message.ToArray());
                _ = simulation._world.Handled.Add(message.Id);
            }

            return default;
        }

        public ValueTask AcknowledgeAsync(IReadOnlyList<PendingInboundKey> messages, CancellationToken cancellationToken)
        {
            Check();
            foreach (var message in messages)
            {
                Assert.Contains(message.Id, simulation._world.Handled);
                simulation._server.Acknowledge(message.Id);
            }

            return default;
        }

        void Check()
        {
            if (IsOver)
            {
                throw Steering.Down();
            }
        }
    }
}
