namespace WaStore.Fast.Caching;

/// <summary>The cache in the process: nothing between the caller and <see cref="PortableCache{TKey, TValue}"/>.</summary>
sealed class LocalTypedCache<TKey, TValue>(PortableCache<TKey, TValue> cache) : TypedCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    public override PortableCache<TKey, TValue> Local => cache;

    public override long Failures => 0;

    public override ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default) =>
        new(cache.TryGet(key, out var value) ? value : null);

    public override ValueTask<TValue?> GetOrAddAsync<TState>(
        TKey key, TState state, Func<TState, TKey, CancellationToken, ValueTask<TValue?>> load, CancellationToken cancellationToken = default) =>
        cache.GetOrAddAsync(key, state, load, cancellationToken);

    public override ValueTask InsertAsync(TKey key, TValue value, CancellationToken cancellationToken = default)
    {
        cache.Insert(key, value);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<TValue?> UpsertAsync<TState>(
        TKey key, TState state, Func<TState, TValue?, TValue?> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return new ValueTask<TValue?>(cache.Change(key, state, update));
    }

    public override ValueTask<TValue?> RemoveAsync(TKey key, CancellationToken cancellationToken = default) =>
        new(cache.TryRemove(key, out var value) ? value : null);

    public override ValueTask InvalidateAsync(TKey key, CancellationToken cancellationToken = default)
    {
        cache.Invalidate(key);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        cache.InvalidateAll();
        return ValueTask.CompletedTask;
    }

    public override void InvalidateAll() => cache.InvalidateAll();

    public override ValueTask RunPendingTasksAsync(CancellationToken cancellationToken = default)
    {
        cache.RunPendingTasks();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<long?> CountAsync(CancellationToken cancellationToken = default) => new(cache.EntryCount);
}
