using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

/// <summary>Lets a bot's own generated statements write in the same transaction as a <see cref="StoreBatch"/>.</summary>
public static class SqliteStoreStatements
{
    /// <summary>Adds a change that writes through a statement set of your own.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <param name="batch">The batch.</param>
    /// <param name="change">Runs inside the commit's transaction; an exception of it undoes the batch.</param>
    public static void AddStatements<TSet>(this StoreBatch batch, Action<TSet> change)
        where TSet : class, IStatementSet<TSet>
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(change);
        batch.Add((unitOfWork, _) =>
        {
            change(unitOfWork.Statements<TSet>());
            return default;
        });
    }

    /// <summary>As <see cref="AddStatements{TSet}(StoreBatch, Action{TSet})"/>, with a state instead of a closure of the caller's.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <typeparam name="TState">What <paramref name="change"/> needs.</typeparam>
    /// <param name="batch">The batch.</param>
    /// <param name="state">Handed to <paramref name="change"/>.</param>
    /// <param name="change">Runs inside the commit's transaction; an exception of it undoes the batch.</param>
    public static void AddStatements<TSet, TState>(this StoreBatch batch, TState state, Action<TSet, TState> change)
        where TSet : class, IStatementSet<TSet>
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(change);
        batch.Add((unitOfWork, _) =>
        {
            change(unitOfWork.Statements<TSet>(), state);
            return default;
        });
    }

    /// <summary>A statement set of your own, to write with in the unit of work's transaction.</summary>
    /// <typeparam name="TSet">The class that the generator made from an annotated interface.</typeparam>
    /// <param name="unitOfWork">What a change of a batch is given by a <see cref="SqliteStore"/>.</param>
    /// <exception cref="StoreException">Validation: the backend that commits is not SQLite.</exception>
    public static TSet Statements<TSet>(this IUnitOfWork unitOfWork)
        where TSet : class, IStatementSet<TSet>
    {
        ArgumentNullException.ThrowIfNull(unitOfWork);
        return unitOfWork is SqliteUnitOfWork sqlite
            ? sqlite.Statements<TSet>()
            : throw StoreException.Validation("the batch carries SQLite statements, but the backend that commits it is not a SQLite store");
    }
}
