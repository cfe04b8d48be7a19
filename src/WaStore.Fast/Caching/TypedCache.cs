namespace WaStore.Fast.Caching;

/// <summary>
/// One of an account's caches: in the process, or in an <see cref="ICacheStore"/> of the user's choice (spec/caches.md 4.2). Made by <see cref="TypedCache"/>.
/// </summary>
/// <remarks>
/// <para>Thread-safe. In the process it is a <see cref="PortableCache{TKey, TValue}"/>: values are kept as they are, hits complete synchronously and
/// allocate nothing. Over a store, values are JSON, and nothing is kept in the process, so that several processes may share a store.</para>
/// <para>It is best effort. A store that fails, or that holds something that does not decode, is a miss or a lost write, and a logged warning; no exception
/// reaches the caller except of a cancellation of his own, and of his own loads and updates. What was written, removed or invalidated here is never followed by
/// the older value: when the store failed to take the change, the key is a miss until it did (or, past <see cref="TypedCache.MaxUnsettledKeys"/> of them, every key).
/// A change whose wait is cancelled counts as one that failed.</para>
/// <para>Changes of one key are made in order within this process; over a store, other processes' changes may come between the steps of an update.</para>
/// </remarks>
/// <typeparam name="TKey">What values are found by.</typeparam>
/// <typeparam name="TValue">What is cached: immutable, since it is shared.</typeparam>
public abstract class TypedCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private protected TypedCache()
    {
    }

    /// <summary>The cache in the process, for its statistics and its snapshot; null over a store.</summary>
    public abstract PortableCache<TKey, TValue>? Local { get; }

    /// <summary>How often the store failed, or answered what does not decode; 0 in the process.</summary>
    public abstract long Failures { get; }

    /// <summary>Reads a value.</summary>
    /// <returns>Null when it is absent or cannot be had.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public abstract ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads a value, or loads and keeps it. Those who ask for one key at the same time share one load.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">Given to <paramref name="load"/>, so that it needs no closure.</param>
    /// <param name="load">Loads the value, or answers null when there is none, which is not kept. See <see cref="PortableCache{TKey, TValue}.GetOrAddAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the load goes on as long as others wait for it.</param>
    /// <returns>The value. It is not kept when the key was written, removed or invalidated since the load began.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public abstract ValueTask<TValue?> GetOrAddAsync<TState>(
        TKey key, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load, CancellationToken cancellationToken = default);

    /// <summary>Writes a value over the one that may be there.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the value may have been written or not.</exception>
    public abstract ValueTask InsertAsync(TKey key, TValue value, CancellationToken cancellationToken = default);

    /// <summary>Reads, changes and writes a value in one step that no other change of this process comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">Given to <paramref name="update"/>, so that it needs no closure.</param>
    /// <param name="update">Makes the new value of the current one, which is null when absent; null leaves things as they are. Quick, and without a call into the cache.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What is cached afterwards.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the value may have been written or not.</exception>
    public abstract ValueTask<TValue?> UpsertAsync<TState>(
        TKey key, TState state, Func<TState, TValue?, TValue?> update, CancellationToken cancellationToken = default);

    /// <summary>Removes a value and hands it out.</summary>
    /// <returns>Null when it was absent or could not be had.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the value may have been removed or not.</exception>
    public abstract ValueTask<TValue?> RemoveAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes a value, if there is one.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the value may have been removed or not.</exception>
    public abstract ValueTask InvalidateAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes everything, and waits until the store has done so or failed.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing older is served all the same.</exception>
    public abstract ValueTask ClearAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes everything without waiting: nothing older is served from here on, whether the store can be reached or not. The store is cleared in the
    /// background; later calls try again until it was.
    /// </summary>
    public abstract void InvalidateAll();

    /// <summary>In the process, collects what has expired. Over a store, tries now what it failed to do, and waits for it: also at the end of an account.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public abstract ValueTask RunPendingTasksAsync(CancellationToken cancellationToken = default);

    /// <summary>Roughly how many values there are.</summary>
    /// <returns>Null when the store cannot tell, or failed.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public abstract ValueTask<long?> CountAsync(CancellationToken cancellationToken = default);
}
