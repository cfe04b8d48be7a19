using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <content>The doors that all kinds of record share: a fast way that completes at once, and a slow one that waits for the store.</content>
public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    async ValueTask<Checkout<TRecord>> CheckoutAsync<TRecord>(RecordStore<TRecord> store, SignalKey key, CancellationToken cancellationToken)
        where TRecord : class, ISignalRecord<TRecord>
    {
        if (_brake.IsOn)
        {
            await _brake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return await store.CheckoutAsync(key, key.GetHashCode(), cancellationToken).ConfigureAwait(false)
            ?? throw StoreException.Validation("the record is checked out already");
    }

    ValueTask PutAsync<TRecord>(RecordStore<TRecord> store, SignalKey key, TRecord record, CancellationToken cancellationToken)
        where TRecord : class, ISignalRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(record);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (_brake.IsOn)
        {
            return Slow(this, store, key, record, cancellationToken);
        }

        store.Put(key, key.GetHashCode(), record);
        return default;

        static async ValueTask Slow(
            SignalStoreCache<TSession, TSenderKey> cache, RecordStore<TRecord> store, SignalKey key, TRecord record, CancellationToken cancellationToken)
        {
            await cache._brake.WaitAsync(cancellationToken).ConfigureAwait(false);
            store.Put(key, key.GetHashCode(), record);
        }
    }

    ValueTask DeleteAsync<TRecord>(RecordStore<TRecord> store, SignalKey key, CancellationToken cancellationToken)
        where TRecord : class, ISignalRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(key);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (_brake.IsOn)
        {
            return Slow(this, store, key, cancellationToken);
        }

        store.Delete(key, key.GetHashCode());
        return default;

        static async ValueTask Slow(SignalStoreCache<TSession, TSenderKey> cache, RecordStore<TRecord> store, SignalKey key, CancellationToken cancellationToken)
        {
            await cache._brake.WaitAsync(cancellationToken).ConfigureAwait(false);
            store.Delete(key, key.GetHashCode());
        }
    }
}
