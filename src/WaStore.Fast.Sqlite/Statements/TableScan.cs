using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>Statements that go through whole tables, once, over the columns that a file has. Prepared as needed and not annotated.</summary>
sealed class TableScan(NativeConnection connection, SchemaShape shape)
{
    const string DeviceTable = "device";

    /// <summary>The tables of ours that the file has.</summary>
    internal IEnumerable<RequiredTable> Tables => RequiredSchema.Tables.Where(table => shape.HasTable(table.Name));

    /// <summary>Hands each row to <paramref name="read"/>: column 0 is the row id, 1 the account, from 2 on the table's columns in the order of <see cref="RequiredSchema"/>.</summary>
    internal void EachRow(RequiredTable table, Action<Statement> read)
    {
        var account = table.Name == DeviceTable ? "id" : "device_id";
        using var query = connection.PrepareOnce($"SELECT rowid, {account}, {string.Join(", ", table.Columns)} FROM {table.Name}");
        while (query.Statement.Step())
        {
            read(query.Statement);
        }
    }

    /// <summary>The ids that have a device row.</summary>
    internal HashSet<long> Accounts()
    {
        HashSet<long> ids = [];
        using var query = connection.PrepareOnce("SELECT id FROM device");
        while (query.Statement.Step())
        {
            _ = ids.Add(query.Statement.GetInt64(0));
        }

        return ids;
    }

    /// <summary>The greatest one-time pre-key id of an account, or null when it has none.</summary>
    internal long? GreatestPreKeyId(long deviceId) =>
        connection.QueryInt64($"SELECT MAX(id) FROM prekeys WHERE device_id = {deviceId} AND typeof(id) = 'integer'");

    /// <summary>The collections, by account, that have mutation MACs and no version: how many of each.</summary>
    internal List<(long DeviceId, long Rows)> MacsWithoutVersion()
    {
        List<(long, long)> found = [];
        using var query = connection.PrepareOnce(
            """
            SELECT m.device_id, COUNT(*) FROM app_state_mutation_macs AS m
            WHERE NOT EXISTS (SELECT 1 FROM app_state_versions AS v WHERE v.name = m.name AND v.device_id = m.device_id)
            GROUP BY m.device_id
            """);
        while (query.Statement.Step())
        {
            found.Add((query.Statement.GetInt64(0), query.Statement.GetInt64(1)));
        }

        return found;
    }
}
