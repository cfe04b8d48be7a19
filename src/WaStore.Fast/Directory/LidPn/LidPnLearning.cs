namespace WaStore.Fast.Directories;

/// <summary>What came of pairs that were learnt.</summary>
/// <param name="Written">How many pairs were new, and written.</param>
/// <param name="AskUsync">Pairs that contradict what is known and are not believed for that: what is known stays, and a user sync is to tell (spec/caches.md 6.5).</param>
/// <param name="HasMovedSessions">Whether a session moved to a LID, so that a message that did not decrypt is worth another try.</param>
public sealed record LidPnLearning(int Written, IReadOnlyList<LidPnPair> AskUsync, bool HasMovedSessions)
{
    internal static LidPnLearning Nothing { get; } = new(0, [], false);
}

/// <summary>What came of a pair that was learnt on the way of a message.</summary>
public enum FastLearning
{
    /// <summary>It was known.</summary>
    Known,

    /// <summary>It is new, and on its way to the store.</summary>
    Learnt,

    /// <summary>It contradicts what is known: that stays, and a user sync is to tell.</summary>
    AskUsync,

    /// <summary>It cannot be a pair, or too many wait for the store already, or the learner is closed: nothing was learnt.</summary>
    Refused,
}
