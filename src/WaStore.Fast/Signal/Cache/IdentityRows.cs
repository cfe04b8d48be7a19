using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Identity keys. One of a wrong length is an error of the store: were it absent, a new key would be trusted (spec/storage.md 1.1).</summary>
sealed class IdentityRows(ISignalReads backend) : RecordRows<IdentityRecord>
{
    internal override async ValueTask<IdentityRecord?> ReadAsync(string key, CacheLife life, CancellationToken cancellationToken) =>
        await backend.LoadIdentityAsync(key, cancellationToken).ConfigureAwait(false) is { } identity ? new IdentityRecord(identity) : null;

    internal override async ValueTask ReadManyAsync(ISignalReads reads, ReadOnlyMemory<string> keys, BatchRead<IdentityRecord> batch, CancellationToken cancellationToken)
    {
        foreach (var (key, identity) in await reads.LoadIdentitiesAsync(keys, cancellationToken).ConfigureAwait(false))
        {
            batch.Found(key, new IdentityRecord(identity));
        }
    }

    internal override void Put(StoreBatch batch, string key, IdentityRecord record, EncodeBuffer buffer, Incarnation incarnation) =>
        batch.PutIdentity(key, record.Key);

    internal override void Delete(StoreBatch batch, string key) => batch.DeleteIdentity(key);
}
