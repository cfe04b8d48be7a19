using System.Runtime.CompilerServices;
using System.Text;

namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class Statement
{
    const int NullType = 5;

    /// <summary>Whether the column of the current row is NULL.</summary>
    /// <param name="column">The column, from 0.</param>
    public bool IsNull(int column) => NativeMethods.sqlite3_column_type(_handle, column) == NullType;

    /// <summary>SQLite's code of the type that is stored: 1 INTEGER, 2 REAL, 3 TEXT, 4 BLOB, 5 NULL.</summary>
    internal int TypeOf(int column) => NativeMethods.sqlite3_column_type(_handle, column);

    /// <summary>The column as an integer; SQLite converts other types, NULL becomes 0.</summary>
    /// <param name="column">The column, from 0.</param>
    public long GetInt64(int column) => NativeMethods.sqlite3_column_int64(_handle, column);

    /// <summary>The low 32 bits of the column, as the reference reads its 32-bit columns (spec/storage.md 3.5).</summary>
    /// <param name="column">The column, from 0.</param>
    public int GetInt32(int column) => unchecked((int)NativeMethods.sqlite3_column_int64(_handle, column));

    /// <summary>The column as a floating-point number; NULL becomes 0.</summary>
    /// <param name="column">The column, from 0.</param>
    public double GetDouble(int column) => NativeMethods.sqlite3_column_double(_handle, column);

    /// <summary>True for every integer but 0 (spec/storage.md 3.2).</summary>
    /// <param name="column">The column, from 0.</param>
    public bool GetBoolean(int column) => NativeMethods.sqlite3_column_int64(_handle, column) != 0;

    /// <summary>The column's bytes in place: valid until the next <see cref="Step"/> or <see cref="Reset"/>. NULL gives an empty span.</summary>
    /// <param name="column">The column, from 0.</param>
    public ReadOnlySpan<byte> GetBlob(int column)
    {
        // The pointer first: asking for the length first could convert the value and move it.
        byte* value = NativeMethods.sqlite3_column_blob(_handle, column);
        return value == null ? Nothing() : new ReadOnlySpan<byte>(value, NativeMethods.sqlite3_column_bytes(_handle, column));
    }

    /// <summary>The column's bytes in place with the type that is stored; valid as those of <see cref="GetBlob"/>.</summary>
    /// <param name="column">The column, from 0.</param>
    public StoredBlob GetStoredBlob(int column)
    {
        // The type first: asking for the bytes converts the value.
        int storageClass = NativeMethods.sqlite3_column_type(_handle, column);
        return new StoredBlob(storageClass, GetBlob(column));
    }

    /// <summary>The column's UTF-8 text in place: valid until the next <see cref="Step"/> or <see cref="Reset"/>. NULL gives an empty span.</summary>
    /// <param name="column">The column, from 0.</param>
    public ReadOnlySpan<byte> GetText(int column)
    {
        byte* value = NativeMethods.sqlite3_column_text(_handle, column);
        return value == null ? Nothing() : new ReadOnlySpan<byte>(value, NativeMethods.sqlite3_column_bytes(_handle, column));
    }

    /// <summary>SQLite answers null to NULL, to no bytes, and when it ran out of memory; only the connection's error code tells the last, and that is no empty value.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    ReadOnlySpan<byte> Nothing()
    {
        int code = NativeMethods.sqlite3_extended_errcode(_connection.Handle);
        if (ResultCode.Primary(code) == ResultCode.NoMemory)
        {
            Fail(code);
        }

        return default;
    }

    /// <summary>A copy of the column's bytes that the caller owns; NULL gives an empty array.</summary>
    /// <param name="column">The column, from 0.</param>
    public byte[] GetBytes(int column) => GetBlob(column).ToArray();

    /// <summary>The column's text as a string; NULL gives the empty string, bytes that are not UTF-8 become U+FFFD.</summary>
    /// <param name="column">The column, from 0.</param>
    public string GetString(int column) => Encoding.UTF8.GetString(GetText(column));
}
