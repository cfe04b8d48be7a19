using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Binds the parameters of one entry of a batch and runs the statement for it.</summary>
/// <typeparam name="TEntry">The entry.</typeparam>
/// <param name="statement">The statement.</param>
/// <param name="entry">The entry.</param>
/// <returns>The rows that it changed.</returns>
public delegate int EntryRunner<TEntry>(Statement statement, in TEntry entry);

/// <content>Batches that run once an entry. For generated code.</content>
public sealed unsafe partial class Statement
{
    /// <summary>Runs the statement for each entry, in one transaction: in the open one, else, for several entries, in its own. Then resets it.</summary>
    /// <typeparam name="TEntry">The entry.</typeparam>
    /// <param name="entries">The entries; the parameters that they share are bound already.</param>
    /// <param name="run">Binds the others and calls <see cref="ExecuteEntry()"/>; a static lambda.</param>
    /// <returns>The rows that all entries together changed.</returns>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; a transaction that this call opened has been rolled back.</exception>
    public int ExecuteEach<TEntry>(ReadOnlySpan<TEntry> entries, EntryRunner<TEntry> run)
    {
        bool owned = false;
        try
        {
            if (entries.Length > 1 && !_connection.InTransaction)
            {
                _connection.BeginWrite();
                owned = true;
            }

            int changed = RunEach(entries, run);
            if (owned)
            {
                _connection.Commit();
            }

            return changed;
        }
        catch
        {
            Reset();
            if (owned)
            {
                _connection.Rollback();
            }

            throw;
        }
    }

    /// <summary>Runs the statement for the entry that is bound, and forgets what was bound for it. Only inside <see cref="ExecuteEach"/>.</summary>
    /// <returns>The rows that it changed.</returns>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public int ExecuteEntry()
    {
        Debug.Assert(_hasEntries, "An entry is run by its batch.");
        while (Step())
        {
        }

        int changes = NativeMethods.sqlite3_changes(_connection.Handle);
        _connection.Changed(changes);
        ResetKeepingBindings();
        _arena.Rewind(_entries);
        return changes;
    }

    /// <summary>As <see cref="ExecuteEntry()"/>, with one blob pinned where it is for the length of the call instead of copied.</summary>
    /// <param name="ordinal">The parameter that takes the blob.</param>
    /// <param name="blob">Any number of bytes; zero bytes bind a zero-length blob, not NULL.</param>
    /// <exception cref="WaStore.Fast.Stores.StoreException">SQLite refused; the statement has been reset.</exception>
    public int ExecuteEntry(int ordinal, ReadOnlySpan<byte> blob)
    {
        if (blob.IsEmpty)
        {
            BindBlob(ordinal, blob);
            return ExecuteEntry();
        }

        fixed (byte* pinned = blob)
        {
            Check(NativeMethods.sqlite3_bind_blob(_handle, ordinal, pinned, blob.Length, destructor: 0));
            // The pointer stays bound past the pin, and nobody follows it: SQLite reads parameters when it steps, and before the next step the next entry's blob is bound, or all are cleared.
            return ExecuteEntry();
        }
    }

    // Apart from the try, in which the runtime calls native code through stubs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    int RunEach<TEntry>(ReadOnlySpan<TEntry> entries, EntryRunner<TEntry> run)
    {
        BeginEntries();
        int changed = 0;
        foreach (ref readonly TEntry entry in entries)
        {
            changed += run(this, in entry);
        }

        Reset();
        return changed;
    }
}
