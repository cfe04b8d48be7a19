using System.Runtime.CompilerServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>One run of a read on a connection that the caller holds: plain, or in one view of the file.</summary>
/// <param name="schema">Asked when a statement does not fit the schema any more.</param>
/// <param name="inTransaction">Whether several statements must see the same state.</param>
readonly struct ReadAttempt(SchemaWatch schema, bool inTransaction)
{
    /// <summary>Runs the read; answers the exception when another connection was in the way before the first row, and running it again later may help.</summary>
    /// <exception cref="InvalidOperationException">The read left a statement on a row; it has been reset.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal StoreException? TryRun<TState, TResult>(NativeConnection connection, TState state, Func<NativeConnection, TState, TResult> read, out TResult result)
    {
        long rows = connection.Counters.Rows;
        bool again = false;
        do
        {
            try
            {
                result = inTransaction ? RunInTransaction(connection, state, read) : read(connection, state);
                if (connection.SteppingStatements == 0)
                {
                    connection.DropUnread();
                    return null;
                }

                CleanUp(connection);
                throw new InvalidOperationException("A read left a statement on a row: its rows were not disposed.");
            }
            catch (StoreException exception) when (exception.SqliteErrorCode is { } code && connection.Counters.Rows == rows)
            {
                CleanUp(connection);
                if (ResultCode.IsOthersLock(code))
                {
                    result = default!;
                    return exception;
                }

                // A column that is gone is an SQL error. The new statements are chosen, and the read runs once more.
                if (again || ResultCode.Primary(code) is not (ResultCode.Error or ResultCode.Schema) || !LooksDifferent(connection, out rows))
                {
                    throw;
                }

                again = true;
            }
            catch
            {
                CleanUp(connection);
                throw;
            }
        }
        while (true);
    }

    static TResult RunInTransaction<TState, TResult>(NativeConnection connection, TState state, Func<NativeConnection, TState, TResult> read)
    {
        connection.BeginRead();
        TResult result = read(connection, state);
        connection.ResetStatements();
        connection.Commit();
        return result;
    }

    bool LooksDifferent(NativeConnection connection, out long rows)
    {
        bool different = schema.LookAgain(connection);
        rows = connection.Counters.Rows;
        return different;
    }

    static void CleanUp(NativeConnection connection)
    {
        connection.ResetStatements();
        // Should this fail too, the read's own error is still the one to tell; who lent the connection finds it in a transaction, and closes it.
        _ = connection.TryRollback();
    }
}
