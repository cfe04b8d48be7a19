using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast;

/// <summary>How an account is doing, at one moment. Names no account, no address and no key.</summary>
public sealed record AccountHealth
{
    /// <summary>Whether no part fails now.</summary>
    public bool IsHealthy => FailingParts.Count == 0;

    /// <summary>The parts whose last attempt failed, by the names of the properties here. They go on trying.</summary>
    public IReadOnlyList<string> FailingParts =>
    [
        .. Failing(nameof(Signal), Signal.FailuresInARow),
        .. Failing(nameof(Device), Device.FailuresInARow),
        .. Failing(nameof(LidPn), LidPn.FailuresInARow),
        .. Failing(nameof(MsgSecrets), MsgSecrets.FailuresInARow),
        .. Failing(nameof(SentMessages), SentMessages.FailuresInARow),
        .. Failing(nameof(Inbound), Inbound?.FailuresInARow ?? 0),
        .. Failing(nameof(Maintenance), Maintenance.Sweeps.FailuresInARow),
    ];

    /// <summary>How many things of all parts are not in the store yet: records, mappings, secrets, messages, the device.</summary>
    public long Pending =>
        Signal.Sessions.Pending + Signal.Identities.Pending + (long)Signal.SenderKeys.Pending + (Device.IsDirty ? 1 : 0) + LidPn.Pending + MsgSecrets.Pending
        + SentMessages.Pending + (Inbound?.Pending ?? 0);

    /// <summary>Whether the account has a device.</summary>
    public required bool IsProvisioned { get; init; }

    /// <summary>The Signal cache.</summary>
    public required SignalCacheHealth Signal { get; init; }

    /// <summary>The device.</summary>
    public required PersistenceHealth Device { get; init; }

    /// <summary>The learning of LID-PN mappings.</summary>
    public required LidPnHealth LidPn { get; init; }

    /// <summary>The message secrets.</summary>
    public required RetentionHealth MsgSecrets { get; init; }

    /// <summary>The sent messages.</summary>
    public required RetentionHealth SentMessages { get; init; }

    /// <summary>The commits of received messages; null without a handler.</summary>
    public RetentionHealth? Inbound { get; init; }

    /// <summary>The sweeps.</summary>
    public required MaintenanceHealth Maintenance { get; init; }

    static string[] Failing(string part, int failures) => failures > 0 ? [part] : [];
}

/// <summary>How the learning of LID-PN mappings goes, at one moment.</summary>
public sealed record LidPnHealth
{
    /// <summary>Pairs that are held in the process.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs that are learnt and not settled.</summary>
    public required int Pending { get; init; }

    /// <summary>How often the background failed since it last succeeded.</summary>
    public required int FailuresInARow { get; init; }

    /// <summary>What the newest of those failures was; null when there is none or it was no failure of the store.</summary>
    public StoreErrorKind? LastFailureKind { get; init; }

    /// <summary>The type of the newest of those failures.</summary>
    public string? LastFailureType { get; init; }

    internal static LidPnHealth Of(LidPnCache cache, LidPnLearner learner)
    {
        var failure = learner.LastFailure;
        return new LidPnHealth
        {
            Pairs = cache.LidCount,
            Pending = cache.PendingCount,
            FailuresInARow = (int)Math.Min(learner.BackgroundFailures, int.MaxValue),
            LastFailureKind = (failure as StoreException)?.Kind,
            LastFailureType = failure?.GetType().Name,
        };
    }
}
