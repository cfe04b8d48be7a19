using System.Runtime.InteropServices;

namespace WaStore.Fast.Benchmarks.Floor;

// What the C floor does, step by step through P/Invoke.
sealed unsafe partial class FloorDatabase : IFloor
{
    // Where what is read goes: as much as a caller's own copy.
    readonly byte[] _sink = new byte[1 << 16];
    long _number;

    public void Begin() => Run(_begin);

    public void Commit() => Run(_commit);

    public void Write(nint statement, FloorCells cells, int rows, bool together)
    {
        if (together)
        {
            Begin();
        }

        FloorCell* row = cells.Pointer;
        for (int i = 0; i < rows; i++, row += cells.Columns)
        {
            Bind(statement, row, cells.Columns);
            Run(statement);
        }

        if (together)
        {
            Commit();
        }
    }

    public FloorTotals Read(nint statement, FloorCells cells, int rows, ReadOnlySpan<byte> results)
    {
        long read = 0;
        long bytes = 0;
        FloorCell* row = cells.Pointer;
        for (int i = 0; i < rows; i++, row += cells.Columns)
        {
            Bind(statement, row, cells.Columns);
            int code;
            while ((code = FloorNative.sqlite3_step(statement)) == FloorNative.Row)
            {
                bytes += Take(statement, results);
                read++;
            }

            _ = FloorNative.sqlite3_reset(statement);
            Check(code == FloorNative.Done ? 0 : code);
        }

        return new FloorTotals(read, bytes);
    }

    static void Bind(nint statement, FloorCell* row, int columns)
    {
        for (int i = 0; i < columns; i++)
        {
            Check(row[i].Bind(statement, i + 1));
        }
    }

    long Take(nint statement, ReadOnlySpan<byte> results)
    {
        long bytes = 0;
        for (int column = 0; results[column] != 0; column++)
        {
            if (results[column] == (byte)'i')
            {
                _number += FloorNative.sqlite3_column_int64(statement, column);
                continue;
            }

            byte* value = results[column] == (byte)'t' ? FloorNative.sqlite3_column_text(statement, column) : FloorNative.sqlite3_column_blob(statement, column);
            int length = FloorNative.sqlite3_column_bytes(statement, column);
            MemoryMarshal.CreateReadOnlySpan(ref *value, length).CopyTo(_sink);
            bytes += length;
        }

        return bytes;
    }
}
