using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// One SQLite connection, opened NOMUTEX: it is used by one thread at a time, which the writer lane and the reader leases see to. It keeps its
/// prepared statements by slot and its statement sets until it rests or is closed.
/// </summary>
public sealed unsafe partial class NativeConnection : IDisposable
{
    const uint PreparePersistent = 1;

    readonly bool _countOpen;
    nint _handle;
    Statement?[] _statements = [];
    object?[] _sets = [];
    ISchemaShape? _schema;

    internal EngineCounters Counters;
    internal int SteppingStatements;

    /// <summary>How many statements keep bound bytes, and whether the places of a list are in use. Zero between two calls (<see cref="DropUnread"/>).</summary>
    internal int Held;

    /// <summary>How many list calls there were: tells one from another.</summary>
    internal long ListCalls;

    /// <summary>Which reading of the schema (<see cref="SchemaWatch"/>) the connection's statements were chosen by.</summary>
    internal int SchemaGeneration;

    /// <summary>The data version after the writer's own last commit: what it changed itself is not foreign.</summary>
    internal uint DataVersion;

    /// <summary>The data version under the write lock of the open transaction, or of the last one.</summary>
    internal uint DataVersionAtBegin;

    /// <summary>Takes the counters when the connection closes.</summary>
    internal ConnectionFactory? Owner;

    NativeConnection(nint handle)
    {
        _handle = handle;
        _countOpen = true;
    }

    /// <summary>The shape of the file's schema when the connection last looked; statement variants are chosen by it.</summary>
    /// <exception cref="InvalidOperationException">The connection has not been given one yet.</exception>
    public ISchemaShape Schema => _schema ?? throw new InvalidOperationException("The connection does not know its schema yet.");

    internal nint Handle => _handle;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => NativeMethods.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>The statement set of this connection, made at the first call.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TSet Statements<TSet>()
        where TSet : class, IStatementSet<TSet>
    {
        int slot = TSet.SetSlot;
        object?[] sets = _sets;
        if ((uint)slot < (uint)sets.Length && sets[slot] is { } set)
        {
            return Unsafe.As<TSet>(set);
        }

        return CreateSet<TSet>(slot);
    }

    /// <summary>The statement of a slot, prepared at the first call, ready to be bound.</summary>
    /// <param name="slot">The slot (<see cref="StatementSlots.Reserve"/>).</param>
    /// <param name="sql">One SQL statement in UTF-8; read only at the first call.</param>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite cannot prepare it.</exception>
    /// <exception cref="InvalidOperationException">The statement is still being read by an enumerator that was not disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Statement Prepare(int slot, ReadOnlySpan<byte> sql)
    {
        Statement?[] statements = _statements;
        if ((uint)slot < (uint)statements.Length && statements[slot] is { IsStepping: false } statement)
        {
            return statement;
        }

        return PrepareSlow(slot, sql);
    }

    /// <summary>The statement of a slot if it was prepared before; else null.</summary>
    internal Statement? Find(int slot)
    {
        Statement? statement = (uint)slot < (uint)_statements.Length ? _statements[slot] : null;
        if (statement is { IsStepping: true })
        {
            ThrowStillRead();
        }

        return statement;
    }

    /// <summary>Runs a script of any number of statements, without parameters or results.</summary>
    /// <param name="sql">The script in UTF-8.</param>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused one of them; those before it stand, unless a transaction is open.</exception>
    internal void Execute(ReadOnlySpan<byte> sql)
    {
        int code = TryExecute(sql);
        if (code != ResultCode.Ok)
        {
            throw SqliteError.From(_handle, code);
        }
    }

    /// <inheritdoc cref="Execute(ReadOnlySpan{byte})"/>
    internal void Execute(string sql) => Execute(Encoding.UTF8.GetBytes(sql));

    /// <summary>As <see cref="Execute(ReadOnlySpan{byte})"/>, but answers the extended result code instead of throwing.</summary>
    internal int TryExecute(ReadOnlySpan<byte> sql)
    {
        // Literals (u8) are terminated, but a span does not say so: copy, and terminate the copy.
        byte* copy = stackalloc byte[sql.Length <= 512 ? sql.Length + 1 : 1];
        if (sql.Length <= 512)
        {
            sql.CopyTo(new Span<byte>(copy, sql.Length));
            copy[sql.Length] = 0;
            Counters.Executions++;
            return NativeMethods.sqlite3_exec(_handle, copy, 0, 0, null);
        }

        byte[] terminated = new byte[sql.Length + 1];
        sql.CopyTo(terminated);
        fixed (byte* pinned = terminated)
        {
            Counters.Executions++;
            return NativeMethods.sqlite3_exec(_handle, pinned, 0, 0, null);
        }
    }

    /// <summary>Prepares a statement outside the slots, for SQL that runs once; the caller finalizes it by disposing.</summary>
    internal OneShotStatement PrepareOnce(string sql) => new(this, PrepareHandle(Encoding.UTF8.GetBytes(sql), flags: 0));

    /// <summary>The first column of the first row of a query, or null when there is none.</summary>
    internal long? QueryInt64(string sql)
    {
        using OneShotStatement query = PrepareOnce(sql);
        return query.Statement.Step() && !query.Statement.IsNull(0) ? query.Statement.GetInt64(0) : null;
    }

    /// <summary>The first column of the first row of a query as text, or null when there is none.</summary>
    internal string? QueryText(string sql)
    {
        using OneShotStatement query = PrepareOnce(sql);
        return query.Statement.Step() && !query.Statement.IsNull(0) ? query.Statement.GetString(0) : null;
    }

    /// <summary>Gives the connection a (new) schema shape: sets and statements that chose by the old one are dropped.</summary>
    internal void UseSchema(ISchemaShape schema)
    {
        FinalizeStatements();
        _schema = schema;
    }

    /// <summary>Finalizes every statement and closes the connection. Harmless when repeated.</summary>
    public void Dispose()
    {
        if (_handle != 0)
        {
            ResetStatements();
            FinalizeStatements();
            // close_v2 never refuses; what it could refuse for, a statement left open, was just finalized.
            _ = NativeMethods.sqlite3_close_v2(_handle);
            _handle = 0;
            NativeMemory.Free(_frames);
            _frames = null;
            Owner?.Forget(this);
        }
    }

    void FinalizeStatements()
    {
        foreach (Statement? statement in _statements)
        {
            statement?.Finalize(_countOpen);
        }

        _statements = [];
        _sets = [];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Statement PrepareSlow(int slot, ReadOnlySpan<byte> sql)
    {
        if (Find(slot) is { } found)
        {
            return found;
        }

        Require(TryPrepare(slot, sql, out Statement statement));
        return statement;
    }

    int TryPrepare(int slot, ReadOnlySpan<byte> sql, out Statement statement)
    {
        int code = TryPrepareHandle(sql, PreparePersistent, out nint handle);
        if (code != ResultCode.Ok)
        {
            statement = null!;
            return code;
        }

        statement = new Statement(this, handle);
        if (slot >= _statements.Length)
        {
            Array.Resize(ref _statements, Math.Max(slot + 1, _statements.Length * 2));
        }

        _statements[slot] = statement;
        return ResultCode.Ok;
    }

    /// <summary>Puts the joined form of a list statement in its slot.</summary>
    internal Statement PrepareJoined(int slot, ReadOnlySpan<byte> sql)
    {
        var statement = new Statement(this, PrepareHandle(sql, PreparePersistent)) { IsJoined = true };
        _statements[slot]!.Finalize(_countOpen);
        _statements[slot] = statement;
        return statement;
    }

    nint PrepareHandle(ReadOnlySpan<byte> sql, uint flags)
    {
        Require(TryPrepareHandle(sql, flags, out nint handle));
        return handle;
    }

    int TryPrepareHandle(ReadOnlySpan<byte> sql, uint flags, out nint handle)
    {
        nint prepared = 0;
        int code;
        fixed (byte* pinned = sql)
        {
            code = NativeMethods.sqlite3_prepare_v3(_handle, pinned, sql.Length, flags, &prepared, null);
        }

        handle = prepared;
        if (code == ResultCode.Ok)
        {
            Counters.Prepared++;
            Owner?.Prepared?.Invoke();
        }

        return code;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    TSet CreateSet<TSet>(int slot)
        where TSet : class, IStatementSet<TSet>
    {
        if (slot >= _sets.Length)
        {
            Array.Resize(ref _sets, slot + 4);
        }

        TSet set = TSet.Create(this);
        _sets[slot] = set;
        return set;
    }

    static void ThrowStillRead() =>
        throw new InvalidOperationException("The statement is still being read: dispose its rows before running it again on this connection.");
}
