using System.Security.Cryptography;
using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Sessions. One that does not decode is absent, so that the peer can set up a new one, is counted and set aside (spec/caches.md 1.4, design.md 4).</summary>
sealed class SessionRows<TSession>(ISignalReads backend, UnreadableSessions unreadable) : RecordRows<TSession>
    where TSession : class, ISignalRecord<TSession>
{
    internal override async ValueTask<TSession?> ReadAsync(string key, CacheLife life, CancellationToken cancellationToken)
    {
        var stored = await backend.GetSessionAsync(key, cancellationToken).ConfigureAwait(false);
        if (stored is null)
        {
            return null;
        }

        var record = Decode(key, stored, life.Incarnation);
        CryptographicOperations.ZeroMemory(stored);
        return record;
    }

    internal override ValueTask ReadManyAsync(ISignalReads reads, ReadOnlyMemory<string> keys, BatchRead<TSession> batch, CancellationToken cancellationToken) =>
        reads.ReadSessionsAsync(
            keys, (Rows: this, Batch: batch), static (state, key, stored) => state.Batch.Found(key, state.Rows.Decode(key, stored, state.Batch.Incarnation)), cancellationToken);

    internal override void Put(StoreBatch batch, string key, TSession record, EncodeBuffer buffer, Incarnation incarnation) =>
        batch.AppendSession(key, Encode(record, buffer, incarnation));

    internal override void Delete(StoreBatch batch, string key) => batch.AppendDeletedSession(key);

    /// <summary>Whether these bytes are a session that a pre-key may be deleted for (spec/caches.md 12.4 no. 10).</summary>
    /// <remarks>One that is none is not set aside here: nothing replaces it, and the flush that asks would bring about the next one, which asks again.</remarks>
    internal static bool IsSession(ReadOnlySpan<byte> stored, Incarnation incarnation) => TryDecode(stored, incarnation) is not null;

    TSession? Decode(string key, ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        if (TryDecode(stored, incarnation) is { } record)
        {
            return record;
        }

        unreadable.Found(key, stored);
        return null;
    }

    TSession? Decode(ReadOnlySpan<byte> keyUtf8, ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        if (TryDecode(stored, incarnation) is { } record)
        {
            return record;
        }

        unreadable.Found(Encoding.UTF8.GetString(keyUtf8), stored);
        return null;
    }

    static TSession? TryDecode(ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        try
        {
            return TSession.Decode(stored, incarnation);
        }
        catch (StoreException exception) when (exception.Kind is StoreErrorKind.Serialization)
        {
            return null;
        }
    }
}
