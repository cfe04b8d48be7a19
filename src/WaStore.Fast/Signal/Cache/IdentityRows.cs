using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Identity keys. One of a wrong length is an error of the store: were it absent, a new key would be trusted (spec/storage.md 1.1).</summary>
/// <remarks>An error of that key, though, and of no other: a load of many halves its list until the bad one stands alone, and leaves it unknown.</remarks>
sealed class IdentityRows(ISignalReads backend, CacheCounters counters) : RecordRows<IdentityRecord>
{
    internal override async ValueTask<IdentityRecord?> ReadAsync(string key, CacheLife life, CancellationToken cancellationToken) =>
        await backend.LoadIdentityAsync(key, cancellationToken).ConfigureAwait(false) is { } identity ? new IdentityRecord(identity) : null;

    internal override async ValueTask ReadManyAsync(ISignalReads reads, ReadOnlyMemory<string> keys, BatchRead<IdentityRecord> batch, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Key32> found;
        try
        {
            found = await reads.LoadIdentitiesAsync(keys, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException exception) when (exception.Kind is StoreErrorKind.Validation)
        {
            if (keys.Length == 1)
            {
                counters.UnreadableIdentity();
                batch.Refuse(keys.Span[0]);
                return;
            }

            await ReadManyAsync(reads, keys[..(keys.Length / 2)], batch, cancellationToken).ConfigureAwait(false);
            await ReadManyAsync(reads, keys[(keys.Length / 2)..], batch, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var (key, identity) in found)
        {
            batch.Found(key, new IdentityRecord(identity));
        }
    }

    internal override void Put(StoreBatch batch, string key, IdentityRecord record, EncodeBuffer buffer, Incarnation incarnation) =>
        batch.AppendIdentity(key, record.Key);

    internal override void Delete(StoreBatch batch, string key) => batch.AppendDeletedIdentity(key);
}
