using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Sender keys. One that does not decode is an error: were it absent, a new one would be made that nobody has (spec/caches.md 1.4).</summary>
sealed class SenderKeyRows<TSenderKey>(ISignalReads backend) : RecordRows<TSenderKey>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    internal override async ValueTask<TSenderKey?> ReadAsync(string key, CacheLife life, CancellationToken cancellationToken)
    {
        var stored = await backend.GetSenderKeyAsync(key, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        var record = TSenderKey.Decode(stored, life.Incarnation);
        CryptographicOperations.ZeroMemory(stored);
        return record;
    }

    internal override async ValueTask ReadManyAsync(ISignalReads reads, ReadOnlyMemory<string> keys, BatchRead<TSenderKey> batch, CancellationToken cancellationToken)
    {
        foreach (var (key, stored) in await reads.GetSenderKeysAsync(keys, cancellationToken).ConfigureAwait(false))
        {
            batch.Found(key, TSenderKey.Decode(stored, batch.Incarnation));
            CryptographicOperations.ZeroMemory(stored);
        }
    }

    internal override void Put(StoreBatch batch, string key, TSenderKey record, EncodeBuffer buffer, Incarnation incarnation) =>
        batch.AppendSenderKey(key, Encode(record, buffer, incarnation));

    internal override void Delete(StoreBatch batch, string key) => batch.AppendDeletedSenderKey(key);
}
