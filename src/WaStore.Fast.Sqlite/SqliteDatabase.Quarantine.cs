using WaStore.Fast.Sqlite.Inspection;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public sealed partial class SqliteDatabase
{
    /// <summary>
    /// What stands in the table <c>wsf_quarantine</c>: copies of rows that were read as absent because they do not decode, by account and table. Removing or resetting
    /// an account removes its rows there too; otherwise they stay until somebody deletes them.
    /// </summary>
    /// <remarks>
    /// An account keeps at most 1,000 rows and 64 MiB; further ones are counted (<see cref="SqliteStoreHealth.NotSetAside"/>) and not copied. The table has one line
    /// a column of a row, <c>value</c> with the type that was stored: <c>SELECT column_name, value FROM wsf_quarantine ORDER BY device_id, fingerprint, position</c>.
    /// It is key material.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait for a connection.</param>
    /// <exception cref="StoreException">SQLite failed.</exception>
    public ValueTask<IReadOnlyList<QuarantinedRows>> GetQuarantineAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(nameof(GetQuarantineAsync), 0, static (connection, _) => new QuarantineStatements(connection).Count(), snapshot: true, cancellationToken);
}
