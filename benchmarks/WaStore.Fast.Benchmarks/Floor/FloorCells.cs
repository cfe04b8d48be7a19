using System.Runtime.InteropServices;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>The values of so many runs of a statement, all on the pinned heap: the floors bind them where they lie.</summary>
sealed unsafe class FloorCells
{
    readonly FloorCell[] _cells;

    // What the cells point at.
    readonly List<PinnedText> _kept = [];

    FloorCells(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _cells = GC.AllocateArray<FloorCell>(Math.Max(1, rows * columns), pinned: true);
        Pointer = (FloorCell*)Marshal.UnsafeAddrOfPinnedArrayElement(_cells, 0);
    }

    public int Rows { get; }

    public int Columns { get; }

    public FloorCell* Pointer { get; }

    /// <summary>One run without a value.</summary>
    public static FloorCells None { get; } = new(1, 0);

    /// <param name="rows">How many runs.</param>
    /// <param name="values">The values of one: texts, numbers, bytes (copied), or <see cref="PinnedText"/> for bytes that change.</param>
    public static FloorCells Of(int rows, Func<int, object?[]> values)
    {
        FloorCells? cells = null;
        for (int row = 0; row < rows; row++)
        {
            object?[] each = values(row);
            cells ??= new FloorCells(rows, each.Length);
            for (int column = 0; column < each.Length; column++)
            {
                cells._cells[(row * cells.Columns) + column] = cells.CellOf(each[column]);
            }
        }

        return cells ?? None;
    }

    FloorCell CellOf(object? value) => value switch
    {
        null => new FloorCell(FloorCell.Form.Null, null, 0),
        string text => BytesOf(FloorCell.Form.Text, new PinnedText(text)),
        byte[] blob => BytesOf(FloorCell.Form.Blob, new PinnedText(blob.AsSpan())),
        PinnedText pinned => BytesOf(FloorCell.Form.Blob, pinned),
        _ => new FloorCell(FloorCell.Form.Integer, null, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    FloorCell BytesOf(FloorCell.Form form, PinnedText bytes)
    {
        _kept.Add(bytes);
        return new FloorCell(form, bytes.Pointer, bytes.Length);
    }
}
