using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Deletes the one-time pre-key that a received message used up, once the session that it set up is durable, and with it at the earliest.</summary>
    /// <remarks>
    /// Call it while the session is checked out, or after it was put. If the checkout ends without a commit, the pre-key stays. A lossy clear keeps it too,
    /// so that the message can come again (spec/caches.md 1.7).
    /// </remarks>
    /// <param name="id">The pre-key.</param>
    /// <param name="session">The session that the message set up.</param>
    public void ConsumePreKey(uint id, SignalAddress session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _sessions.ConsumePreKey(id, session, session.GetHashCode());
        // The worker looks for pre-keys after it says that it is idle; this says it has one before it looks whether the worker is.
        Interlocked.MemoryBarrier();
        _life.Demand();
    }

    /// <summary>Whether a session or an identity of this user is cached or stored; the question before a migration (spec/caches.md 1.8).</summary>
    /// <remarks>True too often is possible, false too often is not.</remarks>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<bool> HasStateForUserAsync(string user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _users.Contains(user) ? new ValueTask<bool>(true) : _backend.HasSignalStateForUserAsync(user, cancellationToken);
    }
}
