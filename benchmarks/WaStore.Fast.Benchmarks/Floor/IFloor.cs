namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>A file as its best user would write to it by hand: in C, or through P/Invoke.</summary>
interface IFloor : IDisposable
{
    nint Prepare(string sql);

    void Begin();

    void Commit();

    /// <summary>Runs a statement with each of the first rows of values.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="cells">The values.</param>
    /// <param name="rows">How many rows of them.</param>
    /// <param name="together">Whether in one transaction; otherwise each in its own, or in the one that is open.</param>
    void Write(nint statement, FloorCells cells, int rows, bool together);

    /// <summary>Runs a query with each of the first rows of values, and takes every row of each answer.</summary>
    /// <param name="statement">The query.</param>
    /// <param name="cells">The values.</param>
    /// <param name="rows">How many rows of them.</param>
    /// <param name="results">The answer's columns: i, t, b for a number, a text, a blob. Ends with a zero.</param>
    FloorTotals Read(nint statement, FloorCells cells, int rows, ReadOnlySpan<byte> results);
}

/// <summary>What a read has seen.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">How many bytes of text and blobs.</param>
public readonly record struct FloorTotals(long Rows, long Bytes);
