namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The rows of a list query, all chunks one after another in one view of the file: <c>foreach</c> it, at once, on the thread that asked. Rows of spans are valid
/// until the next one is asked for. The order of the rows is unspecified; an id that stands in the list twice is answered once.
/// </summary>
/// <typeparam name="TEntry">The type of the list's entries.</typeparam>
/// <typeparam name="TRow">The row type.</typeparam>
public ref struct ListRows<TEntry, TRow>
    where TRow : allows ref struct
{
    readonly RowReader<TRow> _read;
    ListCall<TEntry> _call;

    /// <summary>For generated code: the rows of a call whose shared parameters are bound.</summary>
    /// <param name="call">The call.</param>
    /// <param name="read">Reads a row; a static lambda.</param>
    public ListRows(ListCall<TEntry> call, RowReader<TRow> read)
    {
        _call = call;
        _read = read;
    }

    /// <summary>The current row; spans in it are valid until <see cref="MoveNext"/> or <see cref="Dispose"/>.</summary>
    public readonly TRow Current => _read(_call.Current);

    /// <summary>This value itself, for <c>foreach</c>.</summary>
    public readonly ListRows<TEntry, TRow> GetEnumerator() => this;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public bool MoveNext() => _call.Step();

    /// <summary>Resets the statements and ends the view.</summary>
    public void Dispose() => _call.Finish(commit: true);
}
