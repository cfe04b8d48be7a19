using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

public sealed unsafe partial class NativeConnection
{
    const int DataVersionControl = 35;
    const int JournalPointerControl = 28;
    const int CacheWriteStatus = 9;

    static readonly int s_slots = StatementSlots.Reserve(5);

    WalFrames* _frames;
    int _pagesWritten;
    int _changedRows;
    bool _writing;

    /// <summary>Starts a read transaction; its view of the file is fixed by its first read.</summary>
    internal void BeginRead() => Require(TryRun(s_slots, "BEGIN DEFERRED"u8));

    /// <summary>Starts a write transaction, taking SQLite's write lock now: a read that upgrades later could only fail.</summary>
    internal void BeginWrite() => Require(TryBeginWrite());

    /// <summary>As <see cref="BeginWrite"/>, but answers the extended result code: another connection's lock is weather, not an error.</summary>
    // Not inlined, as TryCommit: callers stand in a try, where the runtime calls native code through stubs, five times the code to fetch after a pause.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int TryBeginWrite()
    {
        int code = TryRun(s_slots + 1, "BEGIN IMMEDIATE"u8);
        _writing = code == ResultCode.Ok;
        if (_writing)
        {
            DataVersionAtBegin = ReadDataVersion();
            _changedRows = 0;
        }

        return code;
    }

    /// <summary>Ends the transaction and keeps its writes.</summary>
    internal void Commit() => Require(TryCommit());

    /// <summary>As <see cref="Commit"/>, but answers the extended result code; after BUSY the transaction is still open and may be committed later.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal int TryCommit()
    {
        int code = _changedRows >= WalFrames.FewRows && _frames is not null ? CommitGathered() : RunCommit();
        if (code == ResultCode.Ok && _writing)
        {
            _writing = false;
            Counters.Transactions++;
            CountPages();
            DataVersion = ReadDataVersion();
        }

        return code;
    }

    /// <summary>Ends the transaction and drops its writes. Harmless when SQLite has already rolled back by itself.</summary>
    internal void Rollback() => Require(TryRollback());

    /// <summary>As <see cref="Rollback"/>, but answers the extended result code. When even that fails the transaction is still open, and only closing the connection ends it.</summary>
    internal int TryRollback()
    {
        _writing = false;
        return InTransaction ? TryRun(s_slots + 3, "ROLLBACK"u8) : ResultCode.Ok;
    }

    /// <summary>The schema cookie; inside a deferred transaction reading it also fixes the view of the file.</summary>
    internal long ReadSchemaVersion()
    {
        Statement statement = Prepare(s_slots + 4, "PRAGMA schema_version"u8);
        try
        {
            return statement.Step() ? statement.GetInt64(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>A number that changes with every commit, own or foreign, that this connection has seen; its own transaction sees the file's newest.</summary>
    internal uint ReadDataVersion()
    {
        uint version = 0;
        _ = NativeMethods.sqlite3_file_control(_handle, null, DataVersionControl, &version);
        return version;
    }

    /// <summary>Resets every statement that somebody left on a row or never asked for one, so that the connection can be used again.</summary>
    internal void ResetStatements()
    {
        foreach (Statement? statement in _statements)
        {
            if (statement is { IsStepping: true } or { IsHolding: true })
            {
                statement.Reset();
            }
        }

        // A list that was left in its loop never gave these back.
        ReturnPlaces();
        SteppingStatements = 0;
    }

    /// <summary>Counts rows that the open transaction has changed, as far as a commit need know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Changed(int rows) => _changedRows += rows;

    /// <summary>Runs transaction control. A statement that cannot even be prepared is answered as a code too: whoever asked has a transaction to end.</summary>
    int TryRun(int slot, ReadOnlySpan<byte> sql)
    {
        Statement? statement = Find(slot);
        if (statement is null)
        {
            int code = TryPrepare(slot, sql, out statement);
            if (code != ResultCode.Ok)
            {
                return code;
            }
        }

        return statement.TryExecute();
    }

    /// <summary>From here on commits of several rows gather their frames. For a writer whose file has a WAL.</summary>
    internal void GatherFrames() => _frames = WalFrames.Create();

    int RunCommit() => TryRun(s_slots + 2, "COMMIT"u8);

    int CommitGathered()
    {
        // Asked for each time: it is SQLite's own, and cheap to ask for.
        NativeFile* wal = null;
        if (NativeMethods.sqlite3_file_control(_handle, null, JournalPointerControl, &wal) != ResultCode.Ok || wal is null || wal->Methods is null || !WalFrames.TryBegin(_frames, wal))
        {
            return RunCommit();
        }

        try
        {
            return RunCommit();
        }
        finally
        {
            WalFrames.End(_frames, wal);
        }
    }

    void CountPages()
    {
        int written = 0;
        int unused = 0;
        _ = NativeMethods.sqlite3_db_status(_handle, CacheWriteStatus, &written, &unused, 0);
        // The library counts in 32 bits; the difference survives its wrapping around.
        Counters.PagesWritten += unchecked((uint)(written - _pagesWritten));
        _pagesWritten = written;
    }

    void Require(int code)
    {
        if (code != ResultCode.Ok)
        {
            throw SqliteError.From(_handle, code);
        }
    }
}
