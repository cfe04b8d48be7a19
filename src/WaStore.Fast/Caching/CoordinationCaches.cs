using WaStore.Fast.Coordination;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Caching;

/// <summary>What keeps the concurrent work of one account in order. Always in the process, whatever <see cref="CacheConfig.CacheStores"/> says.</summary>
/// <remarks>Thread-safe. A lock in use is never forgotten; of those that nobody uses, each kind remembers up to its capacity (spec/caches.md 4.4).</remarks>
public sealed class CoordinationCaches
{
    /// <summary>Makes the locks and counts of an account.</summary>
    /// <param name="config">The bounds.</param>
    /// <param name="sessionLocks">The session locks of the account's Signal cache: there is one set of them.</param>
    public CoordinationCaches(CacheConfig config, KeyedLocks<SignalAddress> sessionLocks)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(sessionLocks);
        SessionLocks = sessionLocks;
        ChatLanes = new KeyedLocks<string>(config.ChatLanesCapacity, StringComparer.Ordinal, StringComparer.Ordinal);
        GroupDistributionLocks = new KeyedLocks<string>(config.GroupDistributionLocksCapacity, StringComparer.Ordinal, StringComparer.Ordinal);
        MessageRetryCounts = new MessageRetryCounts(config);
        UndecryptableDispatched = new RecentMarks<MessageRetryKey>(config.UndecryptableDispatched, config.TimeProvider);
    }

    /// <summary>One lock per session: held from the checkout to the send, so that messages to one device keep their order.</summary>
    public KeyedLocks<SignalAddress> SessionLocks { get; }

    /// <summary>One lane per chat, by the chat's JID: its messages are handled one after the other, in the order in which they took the lane.</summary>
    public KeyedLocks<string> ChatLanes { get; }

    /// <summary>One lock per group, by the group's JID: one distribution of its sender key at a time. Taken before session locks.</summary>
    public KeyedLocks<string> GroupDistributionLocks { get; }

    /// <summary>How often a message was asked for again.</summary>
    public MessageRetryCounts MessageRetryCounts { get; }

    /// <summary>The messages that were reported as undecryptable.</summary>
    public RecentMarks<MessageRetryKey> UndecryptableDispatched { get; }
}
