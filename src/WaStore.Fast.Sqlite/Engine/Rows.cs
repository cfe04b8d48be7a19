namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Reads one row of a statement into a value.</summary>
/// <typeparam name="TRow">The value; a ref struct of spans stays valid until the next step.</typeparam>
/// <param name="statement">The statement, standing on the row.</param>
public delegate TRow RowReader<out TRow>(Statement statement)
    where TRow : allows ref struct;

/// <summary>
/// The rows of one execution: <c>foreach</c> it, at once, on the thread that asked. A row of spans is valid until the next one is asked for. Leaving the loop
/// resets the statement; nothing is allocated per row.
/// </summary>
/// <typeparam name="TRow">The row type.</typeparam>
public ref struct Rows<TRow>
    where TRow : allows ref struct
{
    readonly Statement _statement;
    readonly RowReader<TRow> _read;
    bool _done;

    /// <summary>For generated code: the rows of a statement whose parameters are bound.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="read">Reads a row; a static lambda.</param>
    public Rows(Statement statement, RowReader<TRow> read)
    {
        _statement = statement;
        _read = read;
    }

    /// <summary>The current row; spans in it are valid until <see cref="MoveNext"/> or <see cref="Dispose"/>.</summary>
    public readonly TRow Current => _read(_statement);

    /// <summary>This value itself, for <c>foreach</c>.</summary>
    public readonly Rows<TRow> GetEnumerator() => this;

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public bool MoveNext()
    {
        if (_done)
        {
            return false;
        }

        if (_statement.Step())
        {
            return true;
        }

        _done = true;
        return false;
    }

    /// <summary>Resets the statement.</summary>
    public readonly void Dispose() => _statement.Reset();
}
