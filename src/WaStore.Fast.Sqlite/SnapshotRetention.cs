using System.Globalization;
using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite;

/// <summary>Deletes a database's older snapshots. Only files whose whole name is one that we give; what is only similar is somebody's own.</summary>
static partial class SnapshotRetention
{
    /// <summary>Stands between the database's name and the time.</summary>
    internal const string Infix = ".snapshot-";

    const string ExtraSuffix = ".json";

    /// <summary>Keeps the newest snapshots of a database, by the time in their names, and the one that was just made in any case.</summary>
    /// <param name="database">The database's path.</param>
    /// <param name="newest">The snapshot that was just made.</param>
    /// <param name="keep">How many stay, at least 1.</param>
    /// <param name="logger">Is told what could not be deleted, and why.</param>
    internal static (IReadOnlyList<string> Deleted, IReadOnlyList<string> Undeleted) Apply(string database, string newest, int keep, ILogger logger)
    {
        List<string> deleted = [];
        List<string> undeleted = [];
        var prefix = Path.GetFileName(database) + Infix;
        var old = new DirectoryInfo(Path.GetDirectoryName(database)!).EnumerateFiles(prefix + "*")
            .Select(file => (File: file, Seconds: SecondsOf(file, prefix)))
            .Where(found => found.Seconds is not null && found.File.FullName != newest)
            .OrderByDescending(found => found.Seconds)
            .ThenByDescending(found => found.File.Name, StringComparer.Ordinal)
            .Skip(keep - 1)
            .ToList();
        foreach (var (file, _) in old)
        {
            try
            {
                // First what is nothing without the other.
                DeleteExtra(file.FullName + ExtraSuffix);
                file.Delete();
                deleted.Add(file.FullName);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                undeleted.Add(file.FullName);
                LogUndeleted(logger, file.Name, exception);
            }
        }

        return (deleted, undeleted);
    }

    static void DeleteExtra(string path)
    {
        var extra = new FileInfo(path);
        if (extra.Exists && !IsLink(extra))
        {
            extra.Delete();
        }
    }

    /// <summary>The time in a name that we give: <c>SECONDS-NAME</c> with a clean name. One that ends in <c>.json</c> cannot be told from extra content, and stays.</summary>
    static long? SecondsOf(FileInfo file, string prefix)
    {
        var rest = file.Name.AsSpan(prefix.Length);
        var dash = rest.IndexOf('-');
        if (!file.Name.StartsWith(prefix, StringComparison.Ordinal) || dash <= 0 || IsLink(file)
            || !long.TryParse(rest[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !rest[..dash].SequenceEqual(seconds.ToString(CultureInfo.InvariantCulture)))
        {
            return null;
        }

        var name = rest[(dash + 1)..].ToString();
        return !name.EndsWith(ExtraSuffix, StringComparison.Ordinal) && SqliteSnapshotName.IsClean(name) ? seconds : null;
    }

    static bool IsLink(FileInfo file) => (file.Attributes & FileAttributes.ReparsePoint) != 0;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The old snapshot {Name} could not be deleted.")]
    static partial void LogUndeleted(ILogger logger, string name, Exception exception);
}
