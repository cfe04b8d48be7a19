using System.Runtime.InteropServices;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>A value to bind; the C floor has the same layout.</summary>
[StructLayout(LayoutKind.Sequential)]
readonly unsafe struct FloorCell(FloorCell.Form kind, byte* bytes, long number)
{
    readonly byte* _bytes = bytes;
    readonly long _number = number;
    readonly long _kind = (long)kind;

    internal enum Form : long
    {
        Null,
        Integer,
        Text,
        Blob,
    }

    public int Bind(nint statement, int ordinal) => (Form)_kind switch
    {
        Form.Text => FloorNative.sqlite3_bind_text(statement, ordinal, _bytes, (int)_number, 0),
        Form.Blob => FloorNative.sqlite3_bind_blob(statement, ordinal, _bytes, (int)_number, 0),
        Form.Integer => FloorNative.sqlite3_bind_int64(statement, ordinal, _number),
        _ => FloorNative.sqlite3_bind_null(statement, ordinal),
    };
}
