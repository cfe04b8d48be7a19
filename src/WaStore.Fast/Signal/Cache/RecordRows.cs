using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>How the records of one kind are read from a store and put into a batch.</summary>
abstract class RecordRows<TRecord>
    where TRecord : class, ISignalRecord<TRecord>
{
    /// <summary>The record of one key, or null.</summary>
    internal abstract ValueTask<TRecord?> ReadAsync(string key, CacheLife life, CancellationToken cancellationToken);

    /// <summary>Hands those of <paramref name="keys"/> that exist to <paramref name="batch"/>.</summary>
    internal abstract ValueTask ReadManyAsync(ISignalReads reads, ReadOnlyMemory<string> keys, BatchRead<TRecord> batch, CancellationToken cancellationToken);

    internal abstract void Put(StoreBatch batch, string key, TRecord record, EncodeBuffer buffer, Incarnation incarnation);

    internal abstract void Delete(StoreBatch batch, string key);

    /// <summary>The record's bytes, in memory that lives until the buffer is released; its own where it has them.</summary>
    private protected static ReadOnlyMemory<byte> Encode(TRecord record, EncodeBuffer buffer, Incarnation incarnation)
    {
        if (record.GetStoredBytes(incarnation) is { } encoded)
        {
            return encoded;
        }

        buffer.Begin(record.EncodedLength);
        record.Encode(buffer, incarnation);
        return buffer.End();
    }
}
