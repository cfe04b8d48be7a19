using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Sqlite;

/// <summary>Runs first on every new connection, before any pragma and before the file is touched: the place for an encryption key.</summary>
/// <param name="connection">The new connection; not valid after the call.</param>
public delegate void ConnectionInit(NewConnection connection);

/// <summary>A connection that has just been opened, as <see cref="ConnectionInit"/> sees it.</summary>
public readonly ref struct NewConnection
{
    readonly NativeConnection _connection;

    internal NewConnection(NativeConnection connection) => _connection = connection;

    /// <summary>SQLite's <c>sqlite3*</c>, for functions that only a replacement library has, such as <c>sqlite3_key</c>.</summary>
    public nint Handle => _connection.Handle;

    /// <summary>Runs one or more SQL statements and drops their results.</summary>
    /// <param name="sql">The statements. They are not logged, and a failure's message does not repeat them.</param>
    /// <exception cref="Stores.StoreException">SQLite refused one.</exception>
    public void Execute(string sql) => _connection.Execute(sql);

    /// <summary>The first column of a query's first row as text, or null when there is none.</summary>
    /// <param name="sql">One query.</param>
    /// <exception cref="Stores.StoreException">SQLite refused it.</exception>
    public string? QueryText(string sql) => _connection.QueryText(sql);
}
