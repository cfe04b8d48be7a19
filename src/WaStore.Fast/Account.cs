using WaStore.Fast.Caching;
using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast;

/// <summary>
/// All that a client remembers of one account, over any backend: Signal state, device, directory of users and groups, retention. Opened by <see cref="Account"/>, or over a file
/// by <c>SqliteAccount</c>.
/// </summary>
/// <remarks>
/// <para>Thread-safe, as each part is. The parts know each other: what is learnt of a user moves its sessions and device list, and message secrets, sent messages and received ones
/// are stored with the flushes of the Signal cache.</para>
/// <para>Dispose it, and not its parts, to flush and close them in order.</para>
/// </remarks>
/// <typeparam name="TSession">The session record.</typeparam>
/// <typeparam name="TSenderKey">The sender-key record.</typeparam>
public partial class Account<TSession, TSenderKey> : IAsyncDisposable
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    readonly AccountOptions _options;
    readonly AccountParts _parts;
    readonly PreKeyPool? _preKeys;
    readonly InboundCommits? _inbound;
    object? _pdoRequests;

    internal Account(AccountOpening<TSession, TSenderKey> opening)
    {
        var (options, parts, time) = (opening.Options, opening.Parts, opening.Options.Clock);
        _options = options;
        _parts = parts;
        Backend = opening.Backend;
        Signal = opening.Signal;
        TcTokens = opening.TcTokens;
        Maintenance = opening.Maintenance;
        Device = opening.Device;
        _preKeys = options.PreKeySource is { } source ? new PreKeyPool(Device, source, options.PreKeys) : null;
        Coordination = new CoordinationCaches(options.Caches, Signal.SessionLocks);

        var signalDirectory = SignalDirectory.Of(Signal, Backend);
        LidPn = new LidPnCache(Backend, options.Caches);
        SenderKeyDevices = new SenderKeyDeviceMap(Backend, options.Caches);
        DeviceRegistry = new DeviceRegistry(Backend, LidPn, options.Caches, signalDirectory, SenderKeyDevices);
        Groups = new GroupMetadata(Backend, options.Caches);
        GroupDevices = new GroupDevicesMemo(DeviceRegistry, options.Caches);
        GroupKeyRotation = new GroupKeyRotation(SenderKeyDevices, LidPn, signalDirectory);

        RetryReconciler = new RetryReconciler(Backend, Signal.DeleteSessionAsync, Signal.FlushAsync);
        SessionRecreations = new SessionRecreations(options.Caches);
        ResendLimiter = new ResendLimiter(time);
        SentMessages = parts.Push(new SentMessages(Backend, Signal, options.SentMessages, options.Caches));
        MsgSecrets = parts.Push(new MsgSecrets(Backend, Signal, options.MsgSecrets));
        if (options.InboundHandler is { } handler)
        {
            var inbound = _inbound = new InboundCommits(Backend, Signal, handler, options.Inbound);
            // What is stored and not acknowledged comes again from the server: an app that fails does not keep the account from closing.
            _ = parts.Push(inbound, () => inbound.Riders.IsAnyPending);
        }

        // Without a device there is no account that a pair could be stored for, however often it is tried.
        LidPnLearner = parts.Push(new LidPnLearner(LidPn, Backend, DeviceRegistry, signalDirectory, time), () => Device.IsProvisioned);
    }

    /// <summary>The store that everything is in.</summary>
    public IBackend Backend { get; }

    /// <summary>Sessions, identities and sender keys.</summary>
    public SignalStoreCache<TSession, TSenderKey> Signal { get; }

    /// <summary>The device's state. It may have none yet: <see cref="PersistenceManager.ProvisionAsync"/>.</summary>
    public PersistenceManager Device { get; }

    /// <summary>The one-time pre-keys.</summary>
    /// <exception cref="StoreException">InvalidConfig: <see cref="AccountOptions.PreKeySource"/> was not set.</exception>
    public PreKeyPool PreKeys => _preKeys ?? throw StoreException.InvalidConfig(
        $"the account has no pre-key pool: set {nameof(AccountOptions)}.{nameof(AccountOptions.PreKeySource)} (a store makes no keys)");

    /// <summary>What keeps the concurrent work in order: session locks, chat lanes, group distribution locks, retry counts.</summary>
    public CoordinationCaches Coordination { get; }

    /// <summary>Which LID and phone number are the same user.</summary>
    public LidPnCache LidPn { get; }

    /// <summary>Learns which LID and phone number are the same user.</summary>
    public LidPnLearner LidPnLearner { get; }

    /// <summary>Which devices a user has.</summary>
    public DeviceRegistry DeviceRegistry { get; }

    /// <summary>The groups.</summary>
    public GroupMetadata Groups { get; }

    /// <summary>The devices of groups' participants.</summary>
    public GroupDevicesMemo GroupDevices { get; }

    /// <summary>Which device has our sender key of which group.</summary>
    public SenderKeyDeviceMap SenderKeyDevices { get; }

    /// <summary>New sender keys after somebody left a group.</summary>
    public GroupKeyRotation GroupKeyRotation { get; }

    /// <summary>The messages' secrets.</summary>
    public MsgSecrets MsgSecrets { get; }

    /// <summary>The messages that were sent, for retries.</summary>
    public SentMessages SentMessages { get; }

    /// <summary>The trusted contacts' tokens.</summary>
    public TcTokens TcTokens { get; }

    /// <summary>What retry receipts say of sessions.</summary>
    public RetryReconciler RetryReconciler { get; }

    /// <summary>How often sessions are made anew.</summary>
    public SessionRecreations SessionRecreations { get; }

    /// <summary>How often messages are sent again.</summary>
    public ResendLimiter ResendLimiter { get; }

    /// <summary>The sweeps.</summary>
    public MaintenanceService Maintenance { get; }

    /// <summary>The commits of received messages.</summary>
    /// <exception cref="StoreException">InvalidConfig: <see cref="AccountOptions.InboundHandler"/> was not set.</exception>
    public InboundCommits Inbound => _inbound ?? throw StoreException.InvalidConfig(
        $"the account commits no received messages: set {nameof(AccountOptions)}.{nameof(AccountOptions.InboundHandler)}");

    /// <summary>What the own phone was asked for: one map for the account, the same at each call.</summary>
    /// <typeparam name="TRequest">What the answers need to be handled; the same at each call.</typeparam>
    /// <exception cref="InvalidOperationException">The account's map is of another type.</exception>
    public PdoPendingRequests<TRequest> PdoRequests<TRequest>()
        where TRequest : notnull =>
        (_pdoRequests ?? Interlocked.CompareExchange(ref _pdoRequests, new PdoPendingRequests<TRequest>(_options.Caches), null) ?? _pdoRequests) as PdoPendingRequests<TRequest>
        ?? throw new InvalidOperationException("The account's pending requests are of another type: it has one kind of them.");
}
