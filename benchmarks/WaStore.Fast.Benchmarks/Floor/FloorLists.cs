namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>Statements with a list of ids: chunks of at most 500, each prepared in its own size.</summary>
sealed class FloorLists
{
    const int Chunk = 500;

    readonly List<FloorStatement> _chunks = [];

    /// <param name="floor">The file.</param>
    /// <param name="sql">The statement, in which a star in brackets stands for the list; what stands before it are its first values.</param>
    /// <param name="ids">How many ids.</param>
    /// <param name="first">The values before the list.</param>
    /// <param name="id">The id at a place: a text, a number, or bytes.</param>
    /// <param name="results">For a query, its columns.</param>
    public FloorLists(IFloor floor, string sql, int ids, object[] first, Func<int, object> id, string results = "")
    {
        for (int offset = 0; offset < ids; offset += Chunk)
        {
            int start = offset;
            int size = Math.Min(Chunk, ids - offset);
            string text = sql.Replace("(*)", $"({string.Join(',', Enumerable.Repeat("?", size))})", StringComparison.Ordinal);
            _chunks.Add(new FloorStatement(floor, text, FloorCells.Of(1, _ => [.. first, .. Enumerable.Range(start, size).Select(id)]), results));
        }
    }

    /// <summary>Runs each chunk once, without a transaction of its own.</summary>
    public void Write()
    {
        foreach (FloorStatement chunk in _chunks)
        {
            chunk.WriteEach(1);
        }
    }

    /// <summary>Reads each chunk once.</summary>
    public FloorTotals Read()
    {
        FloorTotals all = default;
        foreach (FloorStatement chunk in _chunks)
        {
            FloorTotals totals = chunk.Read();
            all = new FloorTotals(all.Rows + totals.Rows, all.Bytes + totals.Bytes);
        }

        return all;
    }
}
