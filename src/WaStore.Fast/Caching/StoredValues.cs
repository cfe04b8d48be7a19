using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WaStore.Fast.Caching;

/// <summary>The values of one namespace of a store, as JSON, best effort: every failure is counted and logged here, and only the caller's own cancellation gets through.</summary>
sealed class StoredValues<TValue>(ICacheStore store, string cacheNamespace, TimeSpan? timeToLive, JsonTypeInfo<TValue> json, StoreFailures failures)
    where TValue : class
{
    internal long Failures => failures.Count;

    internal async ValueTask<TValue?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        byte[]? stored;
        try
        {
            stored = await store.GetAsync(cacheNamespace, key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancelled(error, cancellationToken))
        {
            failures.Failed("read", error);
            return null;
        }

        return stored is null ? null : Decode(stored);
    }

    /// <returns>Whether the store has the value now.</returns>
    internal async ValueTask<bool> WriteAsync(string key, TValue value, CancellationToken cancellationToken)
    {
        if (Encode(value) is not { } encoded)
        {
            return false;
        }

        try
        {
            await store.SetAsync(cacheNamespace, key, encoded, timeToLive, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (!IsCancelled(error, cancellationToken))
        {
            failures.Failed("write", error);
            return false;
        }
    }

    /// <returns>Whether the store has no value now.</returns>
    internal async ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await store.DeleteAsync(cacheNamespace, key, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (!IsCancelled(error, cancellationToken))
        {
            failures.Failed("delete", error);
            return false;
        }
    }

    /// <returns>Whether the store is empty now.</returns>
    internal async ValueTask<bool> ClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ClearAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (!IsCancelled(error, cancellationToken))
        {
            failures.Failed("clear", error);
            return false;
        }
    }

    internal async ValueTask<long?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.CountAsync(cacheNamespace, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!IsCancelled(error, cancellationToken))
        {
            failures.Failed("count", error);
            return null;
        }
    }

    // A store's own time-out is a cancellation too, but not the caller's.
    static bool IsCancelled(Exception error, CancellationToken cancellationToken) =>
        error is OperationCanceledException && cancellationToken.IsCancellationRequested;

    TValue? Decode(byte[] stored)
    {
        if (stored.Length > TypedCache.MaxValueBytes)
        {
            failures.Unusable("read", "it is too long");
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize(stored, json) is { } value)
            {
                return value;
            }

            failures.Unusable("read", "it is null");
        }
        catch (Exception error)
        {
            // Not only JsonException: constructors and converters throw what they like at values that nobody of us wrote.
            failures.Unusable("read", error.GetType().Name);
        }

        return null;
    }

    byte[]? Encode(TValue value)
    {
        try
        {
            var encoded = JsonSerializer.SerializeToUtf8Bytes(value, json);
            if (encoded.Length <= TypedCache.MaxValueBytes)
            {
                return encoded;
            }

            failures.Unusable("write", "it is too long");
        }
        catch (Exception error)
        {
            failures.Unusable("write", error.GetType().Name);
        }

        return null;
    }
}
