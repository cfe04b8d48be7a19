using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// A prepared statement of one connection: prepared once, found by slot, reset and its bindings cleared on every path. Ordinals are SQLite's: parameters
/// start at 1, columns at 0. Generated code drives it: bind, <see cref="Step"/>, read columns, <see cref="Reset"/>.
/// </summary>
/// <remarks>
/// One thread at a time, as its connection. Binding and stepping allocate nothing managed: bound bytes are copied into native memory of the
/// statement that lives until <see cref="Reset"/> and is zeroed then.
/// </remarks>
public sealed unsafe partial class Statement
{
    readonly NativeConnection _connection;
    nint _handle;
    BindArena _arena;
    BindArena.Mark _entries;
    bool _hasEntries;
    bool _stepping;
    bool _holding;

    internal Statement(NativeConnection connection, nint handle)
    {
        _connection = connection;
        _handle = handle;
    }

    /// <summary>How many calls have run this size of a list statement.</summary>
    internal int ListCalls { get; set; }

    /// <summary>The list call (<see cref="NativeConnection.ListCalls"/>) that bound the shared parameters last.</summary>
    internal long BoundFor { get; set; }

    /// <summary>Whether its list is a table that is joined: a place that is left over takes NULL, which no id equals.</summary>
    internal bool IsJoined { get; init; }

    /// <summary>Whether the statement stands on a row, or may still give one.</summary>
    internal bool IsStepping => _stepping;

    /// <summary>Whether bound bytes are kept, for rows that may still be asked for.</summary>
    internal bool IsHolding => _holding;

    /// <summary>Goes to the next row.</summary>
    /// <returns>True on a row; false when the statement is done.</returns>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset, and the extended code is kept.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Step()
    {
        if (!_stepping)
        {
            Begin();
        }

        int code = NativeMethods.sqlite3_step(_handle);
        if (code == ResultCode.Row)
        {
            _connection.Counters.Rows++;
            return true;
        }

        if (code != ResultCode.Done)
        {
            Fail(code);
        }

        return false;
    }

    /// <summary>Runs the statement to its end and resets it.</summary>
    /// <returns>The number of rows that it inserted, updated or deleted itself (not through foreign keys).</returns>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public int Execute()
    {
        while (Step())
        {
        }

        int changes = NativeMethods.sqlite3_changes(_connection.Handle);
        _connection.Changed(changes);
        Reset();
        return changes;
    }

    /// <summary>Runs a statement without rows and without parameters, and resets it; answers the extended result code, whose message the connection keeps.</summary>
    internal int TryExecute()
    {
        Begin();
        int code = NativeMethods.sqlite3_step(_handle);
        ResetKeepingBindings();
        return code == ResultCode.Done ? ResultCode.Ok : code;
    }

    /// <summary>As <see cref="Execute()"/>, but keeps the bindings for the next chunk or entry.</summary>
    internal int ExecuteKeepingBindings()
    {
        while (Step())
        {
        }

        int changes = NativeMethods.sqlite3_changes(_connection.Handle);
        _connection.Changed(changes);
        ResetKeepingBindings();
        return changes;
    }

    /// <summary>
    /// As <see cref="Execute()"/>, with one blob pinned where it is for the length of the call instead of copied: for the large one of a write.
    /// </summary>
    /// <param name="ordinal">The parameter that takes the blob.</param>
    /// <param name="blob">Any number of bytes; zero bytes bind a zero-length blob, not NULL.</param>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public int Execute(int ordinal, ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty)
        {
            BindBlob(ordinal, blob);
            return Execute();
        }

        fixed (byte* pinned = blob)
        {
            Check(NativeMethods.sqlite3_bind_blob(_handle, ordinal, pinned, blob.Length, destructor: 0));
            // Both ways out reset the statement and clear its bindings, so SQLite never keeps the pointer past the pin.
            return Execute();
        }
    }

    /// <summary>Steps a writing statement with RETURNING to its end, so that the write is complete and its error is seen, and resets it.</summary>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public void Complete()
    {
        while (Step())
        {
        }

        Reset();
    }

    /// <summary>Ends the execution, clears the bindings and zeroes what they held. Harmless when nothing runs.</summary>
    public void Reset()
    {
        // The code that reset returns repeats the one that step already threw.
        _ = NativeMethods.sqlite3_reset(_handle);
        _ = NativeMethods.sqlite3_clear_bindings(_handle);
        _arena.Clear();
        _hasEntries = false;
        LetGo();
        End();
    }

    /// <summary>From here on the parameters of a list's entries are bound; those of the chunk before are forgotten, the shared ones stay.</summary>
    internal void BeginEntries()
    {
        if (_hasEntries)
        {
            _arena.Rewind(_entries);
        }
        else
        {
            _entries = _arena.Here;
            _hasEntries = true;
        }
    }

    /// <summary>Ends the execution but keeps the bindings: the next chunk of a list binds only its own parameters again.</summary>
    internal void ResetKeepingBindings()
    {
        _ = NativeMethods.sqlite3_reset(_handle);
        End();
    }

    internal void Finalize(bool countOpen)
    {
        Debug.Assert(!countOpen || !_stepping, "A statement is finalized while it is being read.");
        _ = NativeMethods.sqlite3_finalize(_handle);
        _handle = 0;
        _arena.Release();
        LetGo();
        End();
    }

    void Begin()
    {
        _stepping = true;
        _connection.SteppingStatements++;
        _connection.Counters.Executions++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    byte* Take(int length)
    {
        if (!_holding)
        {
            _holding = true;
            _connection.Held++;
        }

        return _arena.Take(length);
    }

    void LetGo()
    {
        if (_holding)
        {
            _holding = false;
            _connection.Held--;
        }
    }

    void End()
    {
        if (_stepping)
        {
            _stepping = false;
            _connection.SteppingStatements--;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Fail(int code)
    {
        // The message belongs to the connection and dies with the reset: take it first.
        Exception error = SqliteError.From(_connection.Handle, code);
        Reset();
        throw error;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Check(int code)
    {
        if (code != ResultCode.Ok)
        {
            Fail(code);
        }
    }
}
