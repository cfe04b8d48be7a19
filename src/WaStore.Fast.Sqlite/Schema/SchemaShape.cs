using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Schema;

/// <summary>
/// The tables, columns and indexes that a file really has. Asked at open to choose between the variants of a statement, because
/// a newer upstream takes columns away and adds others (spec/storage.md, appendix A); the version rows alone do not say it.
/// </summary>
sealed class SchemaShape : ISchemaShape
{
    // Some 20 KB of names, and nearly all files of a process are alike: hundreds that are open share one shape.
    static volatile WeakReference<SchemaShape>? s_newest;

    readonly HashSet<string> _tables;
    readonly HashSet<string> _columns;
    readonly HashSet<string> _indexes;

    SchemaShape(IEnumerable<string> tables, IEnumerable<string> columns, IEnumerable<string> indexes)
    {
        // SQLite compares names without regard to the case of ASCII letters.
        _tables = new HashSet<string>(tables, StringComparer.OrdinalIgnoreCase);
        _columns = new HashSet<string>(columns, StringComparer.OrdinalIgnoreCase);
        _indexes = new HashSet<string>(indexes, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads the shape of the main database. Writes nothing.</summary>
    public static SchemaShape Read(ISchemaConnection connection) => new(
        connection.QueryTexts("SELECT name FROM sqlite_master WHERE type = 'table'"),
        // None of our tables has a dot in its name, so the joined names cannot be mistaken for one another. Virtual tables are others' own, and asking for the columns
        // of one fails where its module is not in this library.
        connection.QueryTexts(
            "SELECT t.name || '.' || c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL TABLE%'"),
        connection.QueryTexts("SELECT name FROM sqlite_master WHERE type = 'index'"));

    /// <summary>The same shape, as another file of this process has it already: to be kept, where this one was to be looked at.</summary>
    public SchemaShape Shared()
    {
        if (s_newest is { } newest && newest.TryGetTarget(out SchemaShape? known)
            && known._tables.SetEquals(_tables) && known._columns.SetEquals(_columns) && known._indexes.SetEquals(_indexes))
        {
            return known;
        }

        s_newest = new WeakReference<SchemaShape>(this);
        return this;
    }

    /// <summary>The tables that we need and the file lacks, in the order of <see cref="RequiredSchema"/>.</summary>
    public IReadOnlyList<string> MissingTables =>
        [.. RequiredSchema.Tables.Where(table => !HasTable(table.Name)).Select(table => table.Name)];

    /// <summary>The columns, as `table.column`, that we need and that tables of the file lack.</summary>
    public IReadOnlyList<string> MissingColumns =>
        [.. RequiredSchema.Tables.Where(table => HasTable(table.Name))
            .SelectMany(table => table.Columns.Where(column => !HasColumn(table.Name, column)).Select(column => $"{table.Name}.{column}"))];

    /// <inheritdoc/>
    public bool HasTable(string table) => _tables.Contains(table);

    /// <inheritdoc/>
    public bool HasColumn(string table, string column) => _columns.Contains($"{table}.{column}");

    /// <summary>Whether the file has this index.</summary>
    public bool HasIndex(string index) => _indexes.Contains(index);

    /// <summary>Refuses a file on which our statements would not prepare.</summary>
    /// <exception cref="StoreException">
    /// Something that we need is not there (<see cref="StoreErrorKind.Migration"/>); the message names each table and column.
    /// </exception>
    public void EnsureUsable(MigrationState migrations)
    {
        string[] missing = [.. MissingTables.Select(table => $"table {table}"), .. MissingColumns.Select(column => $"column {column}")];
        if (missing.Length == 0)
        {
            return;
        }

        var cause = migrations.Unknown.Count > 0 ? "a newer schema than this library knows" : "an incomplete schema";
        throw StoreException.Migration(
            $"the file has {cause}: it lacks {string.Join(", ", missing)} ({migrations.Describe()})");
    }
}
