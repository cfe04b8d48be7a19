namespace WaStore.Fast.Sqlite.Schema;

/// <summary>The catalogue of all migrations that this library knows.</summary>
static class Migrations
{
    /// <summary>All of them, in the order in which upstream applies them: by version, as text.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    static Migration[] Load() =>
        [.. typeof(Migrations).Assembly.GetManifestResourceNames()
            .Select(Migration.FromResourceName)
            .OfType<Migration>()
            .OrderBy(migration => migration.Version, StringComparer.Ordinal)];
}
