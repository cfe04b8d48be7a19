using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>One bad value in one column of account 1's row, taken back when disposed.</summary>
sealed class Damage : IDisposable
{
    readonly WitnessConnection _file;
    readonly string _table;
    readonly string _column;
    readonly object? _old;

    Damage(WitnessConnection file, string table, string column, long rowId, object? old)
    {
        _file = file;
        _table = table;
        _column = column;
        RowId = rowId;
        _old = old;
        var now = file.QueryRows($"SELECT typeof({column}), CAST({column} AS BLOB) FROM {table} WHERE rowid = {rowId}")[0];
        var type = (string)now[0]!;
        IsBlob = type == "blob";
        var length = now[1] is byte[] bytes ? bytes.Length : 0;
        IsDangerous = table switch
        {
            "identities" => !IsBlob || length != 32,
            "sender_keys" => !IsBlob,
            _ => type != TypeOf(old) && !(type == "null" && column is ("account" or "edge_routing_info" or "nct_salt" or "props_hash")),
        };
        Column = Describe(now);
        Bytes = Describe([null, now[1] ?? Array.Empty<byte>()]);
    }

    internal long RowId { get; }

    /// <summary>Whether a blob is stored now: affinity may have made something else of what was written.</summary>
    internal bool IsBlob { get; }

    /// <summary>Whether a loud column must be an exception: no key any more, or another type than the device row had.</summary>
    internal bool IsDangerous { get; }

    /// <summary>Type and bytes of the column now.</summary>
    internal string Column { get; }

    /// <summary>The bytes alone, NULL as none.</summary>
    internal string Bytes { get; }

    internal static string AccountColumn(string table) => table == "device" ? "id" : "device_id";

    internal static string Describe(object?[] typeAndBytes) =>
        $"{typeAndBytes[0]} {(typeAndBytes[1] is byte[] bytes ? Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes)) : "-")}";

    /// <summary>Writes it; null where SQLite refuses the value.</summary>
    internal static Damage? Do(WitnessConnection file, string table, string column, BadValue bad)
    {
        var row = file.QueryRows($"SELECT rowid, {column} FROM {table} WHERE {AccountColumn(table)} = 1")[0];
        var rowId = (long)row[0]!;
        try
        {
            Update(file, table, column, bad.Expression.Replace("@old", column, StringComparison.Ordinal), bad.Value, rowId);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 20 or 19)
        {
            return null;
        }

        if (column == "id" && table == "device")
        {
            rowId = (long)file.QueryRows("SELECT rowid FROM device WHERE rowid <> 2")[0][0]!;
        }

        return new Damage(file, table, column, rowId, row[1]);
    }

    public void Dispose() => Update(_file, _table, _column, "@value", _old, RowId);

    static string TypeOf(object? value) => value switch
    {
        byte[] => "blob",
        string => "text",
        null => "null",
        _ => "integer",
    };

    static void Update(WitnessConnection file, string table, string column, string expression, object? value, long rowId)
    {
        using var command = file.Connection.CreateCommand();
        command.CommandText = $"UPDATE {table} SET {column} = {expression} WHERE rowid = @row";
        _ = command.Parameters.AddWithValue("@row", rowId);
        if (expression == "@value")
        {
            _ = command.Parameters.AddWithValue("@value", value ?? DBNull.Value);
        }

        _ = command.ExecuteNonQuery();
    }
}
