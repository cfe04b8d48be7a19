using System.Text;

namespace WaStore.Fast.Sqlite.Schema;

/// <summary>One step of the schema's history, as upstream names it (spec/storage.md 2.2).</summary>
/// <param name="Version">What `__diesel_schema_migrations` records: digits, compared as text.</param>
/// <param name="Name">What the step is called, for people.</param>
sealed record Migration(string Version, string Name)
{
    const string Extension = ".sql";

    /// <summary>The resource that holds the script: <c>NN_version_name.sql</c>.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Reads the name of a script's resource; null when the resource is something else.</summary>
    public static Migration? FromResourceName(string resourceName)
    {
        var parts = resourceName.Split('_', 3);
        return parts.Length == 3 && parts[2].EndsWith(Extension, StringComparison.Ordinal)
            ? new Migration(parts[1], parts[2][..^Extension.Length]) { ResourceName = resourceName }
            : null;
    }

    /// <summary>Version and name, for people.</summary>
    public override string ToString() => $"{Version} {Name}";

    /// <summary>The script. Read on demand: a file that is up to date never needs it.</summary>
    public string ReadSql()
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {ResourceName}.");
        var utf8 = new byte[stream.Length];
        stream.ReadExactly(utf8);
        return Encoding.UTF8.GetString(utf8);
    }
}
