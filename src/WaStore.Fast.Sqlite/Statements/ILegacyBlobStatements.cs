using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>
/// Statements about the three columns that an older reference wrote as bincode (spec/storage.md 3.3). They read whole tables, which are small, and run when a file
/// is opened. What is not a blob was written by nobody of the family and is left alone.
/// </summary>
[SqliteStatements]
interface ILegacyBlobStatements
{
    // A bincode key of 32 bytes begins with its length, a protobuf key with 0x0A: SQLite passes over the rows that are already new. Texts and numbers stand before all
    // blobs in its order.
    [Query("SELECT rowid AS row_id, device_id, key_data AS value FROM app_state_keys WHERE key_data >= x'20' AND key_data < x'21'")]
    Rows<LegacyBlobRow> SyncKeys();

    [Execute("UPDATE app_state_keys SET key_data = @value WHERE rowid = @rowId")]
    int SetSyncKey(long rowId, ReadOnlySpan<byte> value);

    [Query("SELECT rowid AS row_id, device_id, state_data AS value FROM app_state_versions WHERE typeof(state_data) = 'blob'")]
    Rows<LegacyBlobRow> Versions();

    [Execute("UPDATE app_state_versions SET state_data = @value WHERE rowid = @rowId")]
    int SetVersion(long rowId, ReadOnlySpan<byte> value);

    [Query("SELECT rowid AS row_id, id AS device_id, server_cert_chain AS value FROM device WHERE typeof(server_cert_chain) = 'blob'")]
    Rows<LegacyBlobRow> CertChains();

    [Execute("UPDATE device SET server_cert_chain = @value WHERE rowid = @rowId")]
    int SetCertChain(long rowId, ReadOnlySpan<byte> value);
}

/// <summary>A blob that may be bincode, with its place and its account.</summary>
readonly ref struct LegacyBlobRow(long rowId, int deviceId, ReadOnlySpan<byte> value)
{
    internal long RowId { get; } = rowId;

    internal int DeviceId { get; } = deviceId;

    internal ReadOnlySpan<byte> Value { get; } = value;
}
