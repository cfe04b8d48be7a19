using System.Text;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>A statement of a floor with the values of its runs.</summary>
/// <param name="floor">The file.</param>
/// <param name="sql">The statement.</param>
/// <param name="cells">The values.</param>
/// <param name="results">For a query, its columns: i, t, b for a number, a text, a blob.</param>
sealed class FloorStatement(IFloor floor, string sql, FloorCells cells, string results = "")
{
    readonly nint _statement = floor.Prepare(sql);
    readonly byte[] _results = Encoding.UTF8.GetBytes(results + '\0');

    /// <summary>One transaction each.</summary>
    public void WriteEach(int rows) => floor.Write(_statement, cells, rows, together: false);

    /// <summary>One transaction for all.</summary>
    public void WriteBatch(int rows) => floor.Write(_statement, cells, rows, together: true);

    /// <summary>One run for each row of values.</summary>
    public FloorTotals Read(int rows) => floor.Read(_statement, cells, rows, _results);

    /// <summary>A run for every row of values that there is.</summary>
    public FloorTotals Read() => Read(cells.Rows);

    /// <summary>The same inside a transaction, which takes the file's locks once.</summary>
    public FloorTotals ReadTogether(int rows)
    {
        floor.Begin();
        FloorTotals totals = Read(rows);
        floor.Commit();
        return totals;
    }
}
