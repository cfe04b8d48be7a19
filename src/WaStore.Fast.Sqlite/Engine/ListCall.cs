using System.Diagnostics;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Binds the parameters of one entry of a list.</summary>
/// <typeparam name="TEntry">The entry.</typeparam>
/// <param name="statement">The statement.</param>
/// <param name="firstOrdinal">The ordinal of the entry's first parameter.</param>
/// <param name="entry">The entry.</param>
public delegate void EntryBinder<TEntry>(Statement statement, int firstOrdinal, in TEntry entry);

/// <summary>What a list statement does with a list that is no whole number of ladder sizes.</summary>
public enum ListTail
{
    /// <summary>Takes the next size up and repeats the last entry: for <c>IN</c>, where a repeated id changes nothing. Where ids are joined, NULL fills it.</summary>
    Padded,

    /// <summary>Takes sizes that are filled: for multi-row VALUES, where a repeated row would be written and counted again.</summary>
    Split,
}

/// <summary>
/// One call of a list statement: cuts the entries into chunks, binds and runs each, all in one transaction. For generated code:
/// construct; bind the shared parameters while <see cref="NextStatement"/> gives statements; then <see cref="Execute"/>, or read through <see cref="ListRows{TEntry, TRow}"/>.
/// No concurrency; not to be copied.
/// </summary>
/// <typeparam name="TEntry">The entry.</typeparam>
public ref struct ListCall<TEntry>
{
    readonly NativeConnection _connection;
    readonly ListSql _sql;
    readonly ReadOnlySpan<TEntry> _entries;
    readonly EntryBinder<TEntry> _bind;
    readonly int _firstSlot;
    readonly ListTail _tail;
    readonly OrderedEntries<TEntry> _ordered;
    readonly int _count;
    readonly long _number;
    int _next;
    int _offeredFrom;
    Statement? _current;
    bool _ownsTransaction;

    /// <summary>Prepares the call; touches nothing when there are no entries.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="firstSlot">The first of the <see cref="ListLadder.Count"/> slots of the statement.</param>
    /// <param name="sql">The statement's pieces.</param>
    /// <param name="entries">The list; must stay unchanged during the call.</param>
    /// <param name="bind">Binds one entry; a static lambda.</param>
    /// <param name="tail">What to do with the tail.</param>
    /// <param name="comparer">For <c>IN</c>: orders the ids, so that one that comes twice is answered once. Null where entries are not ids.</param>
    public ListCall(NativeConnection connection, int firstSlot, ListSql sql, ReadOnlySpan<TEntry> entries, EntryBinder<TEntry> bind, ListTail tail, IComparer<TEntry>? comparer)
    {
        _connection = connection;
        _sql = sql;
        _entries = entries;
        _bind = bind;
        _firstSlot = firstSlot;
        _tail = tail;
        _number = ++connection.ListCalls;
        // Inside one chunk IN itself answers an id once, and a join does not.
        _ordered = comparer is not null && (entries.Length > sql.ChunkSize || sql.CanJoin) ? OrderedEntries<TEntry>.Find(connection, entries, comparer) : default;
        _count = _ordered.IsUsed ? _ordered.Count : entries.Length;
    }

    /// <summary>Gives each statement that this call will run, once, so that its shared parameters can be bound.</summary>
    /// <param name="statement">The statement to bind.</param>
    public bool NextStatement(out Statement statement)
    {
        if (NextPlace() is not { } place)
        {
            statement = null!;
            return false;
        }

        statement = _sql.Prepare(_connection, _firstSlot, place);
        statement.BoundFor = _number;
        return true;
    }

    /// <summary>Runs every chunk.</summary>
    /// <returns>The rows that all chunks together changed.</returns>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; a transaction that this call opened has been rolled back.</exception>
    public int Execute()
    {
        int changed = 0;
        try
        {
            while (StartChunk(writes: true))
            {
                changed += _current!.ExecuteKeepingBindings();
            }

            Finish(commit: true);
        }
        catch
        {
            Finish(commit: false);
            throw;
        }

        return changed;
    }

    /// <summary>Gives back what the call holds, when its shared parameters could not be bound and it will not run.</summary>
    public void Abandon() => Finish(commit: false);

    /// <summary>Goes to the next row of any chunk.</summary>
    internal bool Step()
    {
        while (true)
        {
            if (_current is not null && _current.Step())
            {
                return true;
            }

            _current?.ResetKeepingBindings();
            if (!StartChunk(writes: false))
            {
                return false;
            }
        }
    }

    internal readonly Statement Current => _current!;

    /// <summary>Resets the statements of the call, and ends the transaction if the call opened it.</summary>
    internal void Finish(bool commit)
    {
        _current?.Reset();
        _current = null;
        _offeredFrom = 0;
        // Only what is there: a statement that could not be prepared is why some calls end here.
        while (NextPlace() is { } place)
        {
            if (_connection.Find(_firstSlot + place) is { } statement)
            {
                statement.Reset();
                statement.ListCalls++;
            }
        }

        _next = _count;
        _ordered.Return(_connection);
        if (_ownsTransaction)
        {
            if (commit)
            {
                _connection.Commit();
            }
            else
            {
                _connection.Rollback();
            }

            // Not before: a COMMIT that SQLite refuses leaves the transaction open, and whoever catches that rolls it back.
            _ownsTransaction = false;
        }
    }

    /// <summary>The ladder place of the next statement of the call; null behind the last.</summary>
    int? NextPlace()
    {
        if (_offeredFrom >= _count)
        {
            return null;
        }

        int index = LadderIndex(_offeredFrom);
        int size = ListLadder.SizeAt(index, _sql.ChunkSize);
        // The chunks of one size share one statement: go on behind the last of them.
        int after = _offeredFrom + ((_count - _offeredFrom) / size * size);
        _offeredFrom = after == _offeredFrom ? _count : after;
        return index;
    }

    readonly int LadderIndex(int from)
    {
        int left = _count - from;
        return left <= 0 ? 0
            : _tail == ListTail.Padded ? ListLadder.IndexFor(left, _sql.ChunkSize)
            : ListLadder.IndexFilledBy(left, _sql.ChunkSize);
    }

    bool StartChunk(bool writes)
    {
        if (_next >= _count)
        {
            _current = null;
            return false;
        }

        int index = LadderIndex(_next);
        int size = ListLadder.SizeAt(index, _sql.ChunkSize);
        if (_next == 0 && _count > size && !_connection.InTransaction)
        {
            // More than one execution: one view, or all or nothing.
            if (writes)
            {
                _connection.BeginWrite();
            }
            else
            {
                _connection.BeginRead();
            }

            _ownsTransaction = true;
        }

        _current = _sql.Prepare(_connection, _firstSlot, index);
        if (_sql.SharedParameters > 0 && _current.BoundFor != _number)
        {
            // A call of the same list inside this one's loop had the statement and cleared what is shared: without it the rest of the rows would silently be missing.
            _current = null;
            throw new InvalidOperationException("The list was run again inside its own loop, on the same connection: read its rows to the end first.");
        }

        _current.BeginEntries();
        int ordinal = _sql.SharedParameters + 1;
        for (int i = 0; i < size; i++, ordinal += _sql.EntryParameters)
        {
            int entry = _next + i;
            if (entry >= _count && _current.IsJoined)
            {
                _current.BindNull(ordinal);
                continue;
            }

            entry = Math.Min(entry, _count - 1);
            _bind(_current, ordinal, in _entries[_ordered.IsUsed ? _ordered[entry] : entry]);
        }

        Debug.Assert(_tail == ListTail.Padded || _next + size <= _count, "A split list never repeats an entry.");
        _next += size;
        return true;
    }
}
