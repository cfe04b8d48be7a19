namespace WaStore.Fast.Signal;

/// <summary>How large libsignal lets a record grow, and how counters are leased (spec/caches.md 1.10).</summary>
/// <remarks>A record past a limit is refused: no libsignal writes it, and one that did could make a load as expensive as it likes.</remarks>
public static class SignalLimits
{
    /// <summary>How many counters one lease covers: one send in 64 waits for the store.</summary>
    public const int LeaseBatch = 64;

    /// <summary>How many steps a chain is fast-forwarded at most, to make up for a lease.</summary>
    public const int MaxFastForward = 2_000;

    /// <summary>How many archived states a session record holds.</summary>
    public const int MaxArchivedStates = 40;

    /// <summary>How many receiver chains a session state holds.</summary>
    public const int MaxReceiverChains = 5;

    /// <summary>How many keys of skipped messages a chain or a sender-key state holds.</summary>
    public const int MaxMessageKeys = 2_000;

    /// <summary>How many more of them a stored record may show: the reference prunes only every 50 insertions.</summary>
    public const int MessageKeyPruneThreshold = 50;

    /// <summary>How many states a sender key record holds.</summary>
    public const int MaxSenderKeyStates = 5;
}
