using System.Text;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Schema;

/// <summary>Which migrations a file has seen, next to those that this library knows.</summary>
/// <param name="Applied">Known and applied, in order.</param>
/// <param name="Missing">Known and not applied, in order. Out-of-order gaps count, as they do upstream.</param>
/// <param name="Unknown">
/// Applied by somebody else: a newer upstream, or another owner of tables in the same file. Left alone (spec/storage.md 2.4).
/// </param>
sealed record MigrationState(IReadOnlyList<Migration> Applied, IReadOnlyList<Migration> Missing, IReadOnlyList<string> Unknown)
{
    /// <summary>The table in which Diesel, and so we, record what was applied.</summary>
    public const string VersionTable = "__diesel_schema_migrations";

    /// <summary>Reads the state. Writes nothing; a file without the version table has seen no migration.</summary>
    public static MigrationState Read(ISchemaConnection connection)
    {
        var recorded = ReadVersions(connection);
        var known = Migrations.All;
        return new MigrationState(
            [.. known.Where(migration => recorded.Contains(migration.Version))],
            [.. known.Where(migration => !recorded.Contains(migration.Version))],
            [.. recorded.Except(known.Select(migration => migration.Version)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Refuses a database that has seen none of our migrations: it is somebody else's.</summary>
    /// <exception cref="StoreException">It is no store (<see cref="StoreErrorKind.Validation"/>).</exception>
    public void EnsureStore()
    {
        if (Applied.Count == 0)
        {
            throw StoreException.Validation("it is a SQLite database, but not a store of whatsapp-rust or WaStore.Fast: it has none of their migrations");
        }
    }

    /// <summary>The state in a sentence, for messages.</summary>
    public string Describe()
    {
        var text = new StringBuilder($"{Applied.Count} of {Applied.Count + Missing.Count} known migrations applied");
        AppendList(text, "missing", Missing.Select(migration => migration.ToString()));
        AppendList(text, "unknown", Unknown);
        return text.ToString();
    }

    static HashSet<string> ReadVersions(ISchemaConnection connection)
    {
        var table = connection.QueryTexts($"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{VersionTable}'");
        return table.Count == 0
            ? []
            : new HashSet<string>(connection.QueryTexts($"SELECT version FROM {VersionTable}"), StringComparer.Ordinal);
    }

    static void AppendList(StringBuilder text, string label, IEnumerable<string> items)
    {
        var joined = string.Join(", ", items);
        if (joined.Length > 0)
        {
            _ = text.Append("; ").Append(label).Append(": ").Append(joined);
        }
    }
}
