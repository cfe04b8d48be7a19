using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Upgrade;

/// <summary>
/// Bincode blobs in a file of the newest schema: finds them, and writes them anew as protobuf, which the reference's newest store can read (spec/storage.md 3.3). Only
/// sync keys of 32 bytes, versions and certificate chains; everything else keeps its bytes.
/// </summary>
sealed class LegacyBlobs
{
    static readonly LegacyBlobs[] s_kinds =
    [
        new(LegacyBlobKind.SyncKey, static set => set.SyncKeys(), static (set, row, blob) => set.SetSyncKey(row, blob), TryConvertSyncKey),
        new(LegacyBlobKind.CollectionVersion, static set => set.Versions(), static (set, row, blob) => set.SetVersion(row, blob), TryConvertVersion),
        new(LegacyBlobKind.ServerCertChain, static set => set.CertChains(), static (set, row, blob) => set.SetCertChain(row, blob), TryConvertCertChain),
    ];

    readonly LegacyBlobKind _kind;
    readonly RowSource _rows;
    readonly RowUpdate _update;
    readonly Conversion _tryConvert;

    LegacyBlobs(LegacyBlobKind kind, RowSource rows, RowUpdate update, Conversion tryConvert)
    {
        _kind = kind;
        _rows = rows;
        _update = update;
        _tryConvert = tryConvert;
    }

    delegate Rows<LegacyBlobRow> RowSource(LegacyBlobStatements set);

    delegate int RowUpdate(LegacyBlobStatements set, long row, ReadOnlySpan<byte> blob);

    delegate bool Conversion(ReadOnlySpan<byte> stored, SqliteEncodeBuffer protobuf);

    /// <summary>Whether there is one. Reads only; stops at the first.</summary>
    /// <param name="connection">A connection that knows its schema, the newest.</param>
    internal static bool Any(NativeConnection connection)
    {
        var set = connection.Statements<LegacyBlobStatements>();
        var buffer = SqliteEncodeBuffer.Rent();
        try
        {
            return Array.Exists(s_kinds, kind => kind.Any(set, buffer));
        }
        finally
        {
            buffer.Return();
        }
    }

    /// <summary>Re-encodes all of them in one transaction; answers how many of which account and kind.</summary>
    /// <param name="writer">The writer, outside a transaction, with the newest schema.</param>
    /// <exception cref="StoreException">It failed (Migration); all of them are as they were.</exception>
    internal static IReadOnlyList<ReencodedBlobs> Reencode(NativeConnection writer)
    {
        var counts = new SortedDictionary<(int DeviceId, LegacyBlobKind Kind), int>();
        var set = writer.Statements<LegacyBlobStatements>();
        var buffer = SqliteEncodeBuffer.Rent();
        try
        {
            // Under the write lock they are looked for again: another process may have come first, or a client may have replaced one since.
            new NativeSchemaConnection(writer).RunImmediate(() => Array.ForEach(s_kinds, kind => kind.Reencode(set, buffer, counts)));
        }
        catch (StoreException exception)
        {
            throw StoreException.Migration($"re-encoding old blobs failed and was rolled back: {exception.Message}", exception, exception.SqliteErrorCode);
        }
        finally
        {
            buffer.Return();
        }

        return [.. counts.Select(entry => new ReencodedBlobs(entry.Key.DeviceId, entry.Key.Kind, entry.Value))];
    }

    bool Any(LegacyBlobStatements set, SqliteEncodeBuffer buffer)
    {
        foreach (var row in _rows(set))
        {
            buffer.Clear();
            if (_tryConvert(row.Value, buffer))
            {
                return true;
            }
        }

        return false;
    }

    // A row is updated while the walk stands on it. It keeps its row id and its key, so the walk goes on behind it; met again it would be protobuf and be left alone.
    void Reencode(LegacyBlobStatements set, SqliteEncodeBuffer buffer, SortedDictionary<(int DeviceId, LegacyBlobKind Kind), int> counts)
    {
        foreach (var row in _rows(set))
        {
            buffer.Clear();
            if (_tryConvert(row.Value, buffer))
            {
                var key = (row.DeviceId, _kind);
                _ = _update(set, row.RowId, buffer.Written);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
    }

    static bool TryConvertSyncKey(ReadOnlySpan<byte> stored, SqliteEncodeBuffer protobuf)
    {
        // As protobuf, a key of another length could not be told from one that the reference rejects.
        if (SyncKeyCodec.Decode(stored, out var key) != BlobForm.Bincode || key!.KeyData.Length != Key32.Length)
        {
            return false;
        }

        SyncKeyCodec.Encode(key, protobuf);
        return true;
    }

    static bool TryConvertVersion(ReadOnlySpan<byte> stored, SqliteEncodeBuffer protobuf)
    {
        // Nearly every row of nearly every open ends at the first test, which is why it comes first.
        if (!HashStateCodec.HasBincodeShape(stored) || HashStateCodec.Decode(stored, out var state) != BlobForm.Bincode)
        {
            return false;
        }

        HashStateCodec.Encode(state!, protobuf);
        return true;
    }

    static bool TryConvertCertChain(ReadOnlySpan<byte> stored, SqliteEncodeBuffer protobuf)
    {
        if (ServerCertChainCodec.Decode(stored, out var chain) != BlobForm.Bincode)
        {
            return false;
        }

        ServerCertChainCodec.Encode(chain!, protobuf);
        return true;
    }
}
