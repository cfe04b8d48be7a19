using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;
using Plan = WaStore.Fast.FanOut.GroupSendPlan<WaStore.Fast.Tests.Signal.Cache.ChainRecord, WaStore.Fast.Tests.Signal.Cache.ChainRecord>;

namespace WaStore.Fast.Tests.FanOut;

/// <summary>The parts of one account over a backend, none of which does anything by itself, and a sender who encrypts by moving chains on.</summary>
sealed class FanOutBed : IAsyncDisposable
{
    public const string Group = "120363000000000001@g.us";
    public const string OwnLid = "900";
    public const string OwnPhone = "990";

    static readonly TimeSpan s_never = TimeSpan.FromDays(1);

    readonly IBackend _backend;
    readonly CacheConfig _config;
    int _messages;

    FanOutBed(IBackend backend, SignalStoreCache<ChainRecord, ChainRecord> cache, CacheConfig config)
    {
        _backend = backend;
        _config = config;
        Cache = cache;
        Coordination = new CoordinationCaches(config, cache.SessionLocks);
        Sent = new SentMessages(backend, cache, new SentMessageOptions { FlushWindow = s_never, MaxBackOff = s_never });
        Secrets = new MsgSecrets(backend, cache, new MsgSecretOptions { FlushWindow = s_never, MaxBackOff = s_never });
        Open();
    }

    /// <summary>The device that sends: the second of three.</summary>
    public static OwnDevice Own { get; } = new(new Jid(OwnLid, JidServers.Lid), new Jid(OwnPhone, JidServers.PhoneNumber), 1);

    public SignalStoreCache<ChainRecord, ChainRecord> Cache { get; }

    public CoordinationCaches Coordination { get; }

    public SentMessages Sent { get; }

    public MsgSecrets Secrets { get; }

    public LidPnCache LidPn { get; private set; } = null!;

    public SenderKeyDeviceMap SenderKeys { get; private set; } = null!;

    public DeviceRegistry Registry { get; private set; } = null!;

    public FanOutPlanner<ChainRecord, ChainRecord> Planner { get; private set; } = null!;

    public static SenderKeyName SenderKeyName { get; } = SenderKeyName.Parse($"{Group}:{OwnLid}:1@lid.0");

    public static async Task<FanOutBed> CreateAsync(IBackend backend, CacheConfig? config = null)
    {
        var cache = await SignalStoreCache.OpenAsync<ChainRecord, ChainRecord>(backend, Harness.Quiet);
        return new FanOutBed(backend, cache, config ?? new CacheConfig());
    }

    /// <summary>A group by LID of these users and ourselves.</summary>
    public static GroupInfo Info(params string[] users) =>
        GroupInfo.Create([.. users.Append(OwnLid).Select(user => new GroupParticipant(new Jid(user, JidServers.Lid)))], AddressingMode.Lid);

    public static DeviceListRecord List(string user, params uint[] devices) =>
        new(user, [.. devices.Select(id => new DeviceInfo(id, id == 0 ? null : id, IsHosted: false))], 1_000, null, null);

    public static string[] Texts(IEnumerable<FanOutDevice> devices) => [.. devices.Select(device => device.Text)];

    /// <summary>Everything in memory is forgotten, and the store has it.</summary>
    public async Task ForgetAsync()
    {
        await Cache.ClearAfterFlushAsync();
        Open();
    }

    /// <summary>Stores device lists past the directory; our own too, with two companions.</summary>
    public async Task StoreListsAsync(params DeviceListRecord[] lists) => await _backend.UpdateDeviceListsAsync((DeviceListRecord[])[.. lists, List(OwnLid, 0, 1, 2)]);

    public ValueTask<Plan> PlanAsync(GroupInfo info, FanOutOptions? options = null, CancellationToken cancellationToken = default) =>
        Planner.PlanGroupAsync(Group, info, Own, options, cancellationToken);

    /// <summary>Encrypts for the targets of a plan: each session and the sender key move on.</summary>
    public async Task EncryptAsync(Plan plan)
    {
        await EncryptForAsync(plan.Targets);
        using var checkout = await Cache.CheckoutSenderKeyAsync(plan.SenderKeyName);
        checkout.Commit((checkout.Record ?? ChainRecord.New(1)).Send());
    }

    public async Task EncryptForAsync(IEnumerable<FanOutDevice> targets)
    {
        foreach (var target in targets)
        {
            using var checkout = await Cache.CheckoutSessionAsync(target.Address);
            checkout.Commit((checkout.Record ?? ChainRecord.New(target.Address.GetHashCode())).Send());
            _ = await Cache.PutIdentityAsync(target.Address, Harness.Key(target.Jid.Device));
        }
    }

    /// <summary>The message's id and the way to the wire.</summary>
    public async Task<string> WireAsync<TSession, TSenderKey>(SendPlan<TSession, TSenderKey> plan)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        var id = $"M{_messages++}";
        await plan.BeforeSendAsync(id, new byte[] { 1, 2, 3 });
        return id;
    }

    public static ReceivedMsgSecret Secret(string id) => new(Group, $"{OwnLid}@lid", id, new byte[32], MsgSecretClass.Text, 0);

    /// <summary>A whole send that succeeds.</summary>
    public async Task<Plan> SendAsync(GroupInfo info, FanOutOptions? options = null)
    {
        using var plan = await PlanAsync(info, options);
        await EncryptAsync(plan);
        var id = await WireAsync(plan);
        plan.ReleaseSessions();
        await plan.AcknowledgedAsync(Secret(id));
        return plan;
    }

    /// <summary>Who has the key by the store.</summary>
    public async Task<string[]> StoredHoldersAsync() =>
        [.. (await _backend.GetSenderKeyDevicesAsync(Group)).Where(static row => row.HasKey).Select(static row => row.DeviceJid).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync()
    {
        await Sent.DisposeAsync();
        await Secrets.DisposeAsync();
        await Cache.DisposeAsync();
    }

    void Open()
    {
        LidPn = new LidPnCache(_backend, _config);
        SenderKeys = new SenderKeyDeviceMap(_backend, _config);
        Registry = new DeviceRegistry(_backend, LidPn, _config, signal: null, SenderKeys);
        var parts = new FanOutParts<ChainRecord, ChainRecord>
        {
            Cache = Cache,
            Registry = Registry,
            GroupDevices = new GroupDevicesMemo(Registry, _config),
            LidPn = LidPn,
            SenderKeys = SenderKeys,
            GroupDistributionLocks = Coordination.GroupDistributionLocks,
            SentMessages = Sent,
            MsgSecrets = Secrets,
        };
        Planner = new FanOutPlanner<ChainRecord, ChainRecord>(parts, static chain => chain.Chain < 0 ? null : chain.Counter, _config);
    }
}
