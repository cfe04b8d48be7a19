using WaStore.Fast.Sqlite.Annotations;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements about <c>lid_pn_mapping</c>.</summary>
[SqliteStatements]
interface ILidPnStatements
{
    [Query("SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping WHERE lid = @lid AND device_id = @deviceId")]
    LidPnMapping? GetByLid(string lid, int deviceId);

    // The newest mapping of a phone; of equally new ones the one that was there first (spec/storage.md 1.3).
    [Query("""
        SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping
        WHERE phone_number = @phone AND device_id = @deviceId ORDER BY CAST(updated_at AS INTEGER) DESC, rowid LIMIT 1
        """)]
    LidPnMapping? GetByPhone(string phone, int deviceId);

    [Query("SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping INDEXED BY sqlite_autoindex_lid_pn_mapping_1 WHERE lid IN (@lids) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, LidPnMapping> GetByLids(ReadOnlySpan<string> lids, int deviceId);

    [Query("SELECT lid, phone_number, created_at, updated_at, learning_source, lid_pn_mapping.rowid AS row_id FROM lid_pn_mapping WHERE phone_number IN (@phones) AND device_id = @deviceId", JoinList = true)]
    ListRows<string, LidPnRow> GetByPhones(ReadOnlySpan<string> phones, int deviceId);

    [Query("SELECT lid, phone_number, created_at, updated_at, learning_source FROM lid_pn_mapping WHERE device_id = @deviceId")]
    List<LidPnMapping> GetAll(int deviceId);

    // created_at keeps its first value (spec/storage.md 6.1 no. 5).
    [Execute("""
        INSERT INTO lid_pn_mapping(lid, phone_number, created_at, learning_source, updated_at, device_id)
        VALUES (@Lid, @PhoneNumber, @CreatedAt, @LearningSource, @UpdatedAt, @deviceId)
        ON CONFLICT(lid, device_id) DO UPDATE SET
            phone_number = excluded.phone_number, learning_source = excluded.learning_source, updated_at = excluded.updated_at
        """)]
    int PutMany([Batch] ReadOnlySpan<LidPnMapping> entries, int deviceId);
}
