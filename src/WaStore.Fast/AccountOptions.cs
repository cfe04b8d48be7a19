using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WaStore.Fast.Caching;
using WaStore.Fast.Devices;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;

namespace WaStore.Fast;

/// <summary>How an account is run. The defaults suit a bot; a part's own options say what they mean.</summary>
/// <remarks>There is one clock and one logger: what the options of the parts say of theirs is not looked at.</remarks>
public sealed record AccountOptions
{
    /// <summary>The Signal cache.</summary>
    public SignalCacheOptions Signal { get; init; } = new();

    /// <summary>The typed caches, and by <see cref="CacheConfig.CacheStores"/> where they are kept.</summary>
    public CacheConfig Caches { get; init; } = new();

    /// <summary>The device, and by <see cref="PersistenceOptions.DeviceKeySource"/> the keys of an account that does not exist yet.</summary>
    public PersistenceOptions Device { get; init; } = new();

    /// <summary>Makes one-time pre-keys. Null, the default: the account has no <see cref="Account{TSession, TSenderKey}.PreKeys"/>.</summary>
    public IPreKeySource? PreKeySource { get; init; }

    /// <summary>The pre-key pool.</summary>
    public PreKeyPoolOptions PreKeys { get; init; } = new();

    /// <summary>The message secrets. Their policy is the one of the maintenance, too.</summary>
    public MsgSecretOptions MsgSecrets { get; init; } = new();

    /// <summary>The sent messages.</summary>
    public SentMessageOptions SentMessages { get; init; } = new();

    /// <summary>The app, which received messages are committed to. Null, the default: the account has no <see cref="Account{TSession, TSenderKey}.Inbound"/>.</summary>
    public IInboundHandler? InboundHandler { get; init; }

    /// <summary>The commits of received messages.</summary>
    public InboundOptions Inbound { get; init; } = new();

    /// <summary>The sweeps. Where they name no token windows they take those of the account's <see cref="TcTokens"/>.</summary>
    public MaintenanceOptions Maintenance { get; init; } = new();

    /// <summary>Whether the sweeps begin at open. False: somebody else starts them, or runs them.</summary>
    public bool StartMaintenance { get; init; } = true;

    /// <summary>Whether all LID-PN mappings are read at open, in one read (spec/caches.md 6.7). False: each when it is needed; then contact hashes resolve only what was learnt since.</summary>
    public bool WarmUpLidPn { get; init; } = true;

    /// <summary>The clock of every part. Null: the one of the SQLite options where there are such, else the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Told of what the account does by itself; never a key, a plaintext or a payload. Null: the one of the SQLite options where there are such, else nobody.</summary>
    public ILogger? Logger { get; init; }

    internal TimeProvider Clock => TimeProvider ?? TimeProvider.System;

    internal ILogger Log => Logger ?? NullLogger.Instance;

    /// <summary>The same with the account's clock and logger in every part, checked before anything is opened.</summary>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    internal AccountOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(Signal);
        ArgumentNullException.ThrowIfNull(Caches);
        ArgumentNullException.ThrowIfNull(Device);
        ArgumentNullException.ThrowIfNull(PreKeys);
        ArgumentNullException.ThrowIfNull(MsgSecrets);
        ArgumentNullException.ThrowIfNull(SentMessages);
        ArgumentNullException.ThrowIfNull(Inbound);
        ArgumentNullException.ThrowIfNull(Maintenance);
        return this with
        {
            Signal = (Signal with { TimeProvider = Clock }).Checked(),
            Caches = Caches with { TimeProvider = Clock, Logger = Log },
            Device = (Device with { TimeProvider = Clock }).Checked(),
            PreKeys = PreKeys.Checked(),
            MsgSecrets = (MsgSecrets with { TimeProvider = Clock }).Checked(),
            SentMessages = (SentMessages with { TimeProvider = Clock }).Checked(),
            Inbound = (Inbound with { TimeProvider = Clock }).Checked(),
            Maintenance = (Maintenance with { TimeProvider = Clock, MsgSecretPolicy = MsgSecrets.Policy }).Checked(),
        };
    }
}
