using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// Every read of the five stores over SQLite, written once: <see cref="SqliteStore"/> leases a connection for each, <see cref="SqliteSnapshot"/> has one view for all,
/// <see cref="SqliteUnitOfWork"/> reads inside its transaction.
/// </summary>
/// <remarks>A read that does not have to wait completes synchronously and allocates only what it answers. Texts are checked before anything is touched.</remarks>
public abstract partial class SqliteReads : IStoreReads
{
    private protected SqliteReads(SqliteStoreContext context) => Context = context;

    /// <summary>The account that is read and written; other accounts of the file are neither seen nor touched (spec/storage.md 4.8).</summary>
    public int DeviceId => Context.DeviceId;

    private protected SqliteStoreContext Context { get; }

    /// <summary>Reads through a statement set of your own, for instance one of a bot with its own tables in the file.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <typeparam name="TResult">What is read.</typeparam>
    /// <param name="read">Reads and returns; must dispose enumerators and keep no span. All its statements see one view of the file.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    /// <exception cref="StoreException">SQLite refused; a statement that writes is refused where the connection is a reader.</exception>
    public ValueTask<TResult> ReadAsync<TSet, TResult>(Func<TSet, TResult> read, CancellationToken cancellationToken = default)
        where TSet : class, IStatementSet<TSet>
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadAsync(read, static (connection, read) => read(connection.Statements<TSet>()), snapshot: true, cancellationToken);
    }

    /// <summary>As <see cref="ReadAsync{TSet, TResult}(Func{TSet, TResult}, CancellationToken)"/>, with a state instead of a closure.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <typeparam name="TState">What <paramref name="read"/> needs.</typeparam>
    /// <typeparam name="TResult">What is read.</typeparam>
    /// <param name="state">Handed to <paramref name="read"/>.</param>
    /// <param name="read">Reads and returns; must dispose enumerators and keep no span. All its statements see one view of the file.</param>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    /// <exception cref="StoreException">SQLite refused; a statement that writes is refused where the connection is a reader.</exception>
    public ValueTask<TResult> ReadAsync<TSet, TState, TResult>(TState state, Func<TSet, TState, TResult> read, CancellationToken cancellationToken = default)
        where TSet : class, IStatementSet<TSet>
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadAsync((state, read), static (connection, call) => call.read(connection.Statements<TSet>(), call.state), snapshot: true, cancellationToken);
    }

    /// <summary>Runs a read on a connection; all of it in one view when <paramref name="snapshot"/> says so, which a single statement does not need.</summary>
    /// <param name="state">Handed to <paramref name="read"/>.</param>
    /// <param name="read">A static lambda.</param>
    /// <param name="snapshot">Whether there is more than one statement.</param>
    /// <param name="cancellationToken">Cancelled on entry: nothing is done.</param>
    /// <param name="operation">The store's method, for errors.</param>
    private protected abstract ValueTask<TResult> ReadAsync<TState, TResult>(
        TState state, Func<NativeConnection, TState, TResult> read, bool snapshot, CancellationToken cancellationToken, [CallerMemberName] string operation = "");

    /// <summary>A batch read: nothing at all for an empty list, one statement where one chunk holds the list, otherwise several in one view.</summary>
    private protected ValueTask<IReadOnlyDictionary<TKey, TValue>> ReadManyAsync<TKey, TValue>(
        ReadOnlyMemory<TKey> keys,
        Func<NativeConnection, (SqliteStoreContext Context, ReadOnlyMemory<TKey> Keys), IReadOnlyDictionary<TKey, TValue>> read,
        CancellationToken cancellationToken,
        [CallerMemberName] string operation = "")
        where TKey : notnull
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<IReadOnlyDictionary<TKey, TValue>>(cancellationToken);
        }

        return keys.IsEmpty
            ? new(ReadOnlyDictionary<TKey, TValue>.Empty)
            : ReadAsync((Context, keys), read, snapshot: keys.Length > ListLadder.DefaultChunkSize, cancellationToken, operation);
    }

    /// <summary>A copy of a blob. What is no blob is absent, counted, and set aside (design.md 4).</summary>
    private protected static byte[]? BlobOrNull(StoredBlob blob, QuarantineSource source, SqliteStoreContext context, string key1, string? key2 = null, string? key3 = null)
    {
        if (blob.IsBlob)
        {
            return blob.Bytes.ToArray();
        }

        context.Corrupt.Found(source, context.DeviceId, blob.Bytes, [.. new[] { key1, key2, key3 }.OfType<string>()]);
        return null;
    }

    /// <summary>The end of a call that answers nothing.</summary>
    private protected static ValueTask NoResult(ValueTask<int> call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            return Awaited(call);
        }

        _ = call.GetAwaiter().GetResult();
        return default;

        static async ValueTask Awaited(ValueTask<int> call) => _ = await call.ConfigureAwait(false);
    }
}
