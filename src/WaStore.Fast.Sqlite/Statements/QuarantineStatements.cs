using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Statements;

/// <summary>
/// Statements about <c>wsf_quarantine</c>, in a write transaction of the caller. They run when a row is corrupt, over columns as the file has them, so they are
/// prepared as needed and not annotated.
/// </summary>
sealed class QuarantineStatements(NativeConnection connection)
{
    /// <summary>How many rows of an account are kept at most.</summary>
    internal const int MaxRows = 1_000;

    /// <summary>How many bytes of an account are kept at most.</summary>
    internal const long MaxBytes = 64L << 20;

    /// <summary>Makes the table where it is missing.</summary>
    internal void EnsureTable() => connection.Execute(QuarantineTable.Create);

    /// <summary>Copies a row as it stands in its table, if it has the content still that was found corrupt and is not kept already.</summary>
    internal QuarantineOutcome SetAside(CorruptRow row, long now)
    {
        if (FindRowId(row) is not { } rowId)
        {
            return QuarantineOutcome.Changed;
        }

        if (IsKept(row))
        {
            return QuarantineOutcome.KeptBefore;
        }

        var (rows, bytes) = Sizes(row.DeviceId);
        if (rows >= MaxRows || bytes + Size(row, rowId) > MaxBytes)
        {
            return QuarantineOutcome.Full;
        }

        foreach (var (position, column) in Columns(row.Source))
        {
            Copy(row, rowId, position, column, now);
        }

        return QuarantineOutcome.SetAside;
    }

    /// <summary>Removes what is kept of an account.</summary>
    internal void DeleteAccount(int deviceId)
    {
        if (HasTable())
        {
            using var delete = connection.PrepareOnce($"DELETE FROM {QuarantineTable.Name} WHERE device_id = ?1");
            delete.Statement.BindInt64(1, deviceId);
            _ = delete.Statement.Execute();
        }
    }

    /// <summary>What is kept, by account and table.</summary>
    internal IReadOnlyList<QuarantinedRows> Count()
    {
        List<QuarantinedRows> counts = [];
        if (!HasTable())
        {
            return counts;
        }

        using var query = connection.PrepareOnce(
            $"""
            SELECT device_id, source, COUNT(DISTINCT fingerprint), SUM(bytes), MIN(set_aside_at), MAX(set_aside_at)
            FROM {QuarantineTable.Name} GROUP BY device_id, source ORDER BY device_id, source
            """);
        var row = query.Statement;
        while (row.Step())
        {
            counts.Add(new QuarantinedRows(
                row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), AccountStatistics.Seconds(row.GetInt64(4)), AccountStatistics.Seconds(row.GetInt64(5))));
        }

        return counts;
    }

    bool HasTable() => connection.QueryInt64($"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{QuarantineTable.Name}'") is not null;

    long? FindRowId(CorruptRow row)
    {
        var keys = string.Concat(row.Source.Keys.Select(static (key, i) => $" AND {key} = ?{i + 2}"));
        using var query = connection.PrepareOnce($"SELECT rowid, {row.Source.Column} FROM {row.Source.Table} WHERE {row.Source.Account} = ?1{keys}");
        var statement = query.Statement;
        statement.BindInt64(1, row.DeviceId);
        for (var i = 0; i < row.Keys.Length; i++)
        {
            Bind(statement, i + 2, row.Keys[i]);
        }

        return statement.Step() && row.Has(statement.GetBlob(1)) ? statement.GetInt64(0) : null;
    }

    bool IsKept(CorruptRow row)
    {
        using var query = connection.PrepareOnce($"SELECT 1 FROM {QuarantineTable.Name} WHERE device_id = ?1 AND fingerprint = ?2");
        query.Statement.BindInt64(1, row.DeviceId);
        Bind(query.Statement, 2, row.Fingerprint.ToArray());
        return query.Statement.Step();
    }

    (long Rows, long Bytes) Sizes(int deviceId)
    {
        using var query = connection.PrepareOnce($"SELECT COUNT(DISTINCT fingerprint), SUM(bytes) FROM {QuarantineTable.Name} WHERE device_id = ?1");
        query.Statement.BindInt64(1, deviceId);
        return query.Statement.Step() ? (query.Statement.GetInt64(0), query.Statement.GetInt64(1)) : default;
    }

    long Size(CorruptRow row, long rowId)
    {
        using var query = connection.PrepareOnce(
            $"SELECT {string.Join(" + ", Columns(row.Source).Select(static column => LengthOf(column.Name)))} FROM {row.Source.Table} WHERE rowid = ?1");
        query.Statement.BindInt64(1, rowId);
        return query.Statement.Step() ? query.Statement.GetInt64(0) : 0;
    }

    void Copy(CorruptRow row, long rowId, int position, string column, long now)
    {
        using var insert = connection.PrepareOnce(
            $"""
            INSERT INTO {QuarantineTable.Name}(device_id, fingerprint, position, source, column_name, value, bytes, set_aside_at)
            SELECT ?1, ?2, ?3, ?4, ?5, {Quoted(column)}, {LengthOf(column)}, ?6 FROM {row.Source.Table} WHERE rowid = ?7
            """);
        var statement = insert.Statement;
        statement.BindInt64(1, row.DeviceId);
        Bind(statement, 2, row.Fingerprint.ToArray());
        statement.BindInt64(3, position);
        statement.BindText(4, row.Source.Table);
        statement.BindText(5, column);
        statement.BindInt64(6, now);
        statement.BindInt64(7, rowId);
        _ = statement.Execute();
    }

    List<(int Position, string Name)> Columns(QuarantineSource source)
    {
        List<(int, string)> columns = [];
        using var query = connection.PrepareOnce($"SELECT cid, name FROM pragma_table_info('{source.Table}') ORDER BY cid");
        while (query.Statement.Step())
        {
            var name = query.Statement.GetString(1);
            if (source.IsWholeRow || name == source.Column || name == source.Account)
            {
                columns.Add((query.Statement.GetInt32(0), name));
            }
        }

        return columns;
    }

    static string Quoted(string column) => $"\"{column.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string LengthOf(string column) => $"COALESCE(length(CAST({Quoted(column)} AS BLOB)), 0)";

    static void Bind(Statement statement, int ordinal, object value)
    {
        switch (value)
        {
            case string text:
                statement.BindText(ordinal, text);
                break;
            case byte[] blob:
                statement.BindBlob(ordinal, blob);
                break;
            default:
                statement.BindInt64(ordinal, (long)value);
                break;
        }
    }
}

/// <summary>What became of a row that was to be set aside.</summary>
enum QuarantineOutcome
{
    /// <summary>It is gone, or has another content by now: another process was first.</summary>
    Changed,

    /// <summary>The same bytes were set aside before.</summary>
    KeptBefore,

    /// <summary>The account's quarantine is full.</summary>
    Full,

    /// <summary>Copied.</summary>
    SetAside,
}
