namespace WaStore.Fast.Stores;

/// <summary>The batch forms of a backend that has only the single ones: in input order, stopping at the first error, not atomic (spec/storage.md 1.10).</summary>
static class OneByOne
{
    internal static async ValueTask RunAsync<TStore, T>(
        TStore store, ReadOnlyMemory<T> items, Func<TStore, T, CancellationToken, ValueTask> single, CancellationToken cancellationToken)
    {
        for (var i = 0; i < items.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await single(store, items.Span[i], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What exists among <paramref name="keys"/>; a key that is asked twice is read once.</summary>
    internal static ValueTask<IReadOnlyDictionary<TKey, TValue>> CollectAsync<TStore, TKey, TValue>(
        TStore store, ReadOnlyMemory<TKey> keys, Func<TStore, TKey, CancellationToken, ValueTask<TValue?>> single, CancellationToken cancellationToken)
        where TKey : notnull
        where TValue : class =>
        CollectAsync(
            (store, single),
            keys,
            static async (call, key, token) => await call.single(call.store, key, token).ConfigureAwait(false) is { } value ? (true, value) : (false, null!),
            cancellationToken);

    /// <summary>The same for values that are structs.</summary>
    internal static ValueTask<IReadOnlyDictionary<TKey, TValue>> CollectValuesAsync<TStore, TKey, TValue>(
        TStore store, ReadOnlyMemory<TKey> keys, Func<TStore, TKey, CancellationToken, ValueTask<TValue?>> single, CancellationToken cancellationToken)
        where TKey : notnull
        where TValue : struct =>
        CollectAsync(
            (store, single),
            keys,
            static async (call, key, token) => await call.single(call.store, key, token).ConfigureAwait(false) is { } value ? (true, value) : (false, default(TValue)),
            cancellationToken);

    static async ValueTask<IReadOnlyDictionary<TKey, TValue>> CollectAsync<TCall, TKey, TValue>(
        TCall call, ReadOnlyMemory<TKey> keys, Func<TCall, TKey, CancellationToken, ValueTask<(bool Found, TValue Value)>> single, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var answer = new Dictionary<TKey, TValue>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = keys.Span[i];
            if (answer.ContainsKey(key))
            {
                continue;
            }

            var (found, value) = await single(call, key, cancellationToken).ConfigureAwait(false);
            if (found)
            {
                answer.Add(key, value);
            }
        }

        return answer;
    }
}
