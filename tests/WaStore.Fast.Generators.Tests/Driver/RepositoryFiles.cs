using System.Runtime.CompilerServices;

namespace WaStore.Fast.Generators.Tests.Driver;

/// <summary>Files of the repository that tests read: the store's own statements and migrations, the documentation.</summary>
static class RepositoryFiles
{
    internal static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    internal static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The files of a folder by name, in the ordinal order of their names.</summary>
    internal static IEnumerable<(string Name, string Text)> All(string folder, string pattern) =>
        Directory.GetFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .OrderBy(static path => Path.GetFileName(path), StringComparer.Ordinal)
            .Select(static path => (Path.GetFileName(path), File.ReadAllText(path)));

    static string Here([CallerFilePath] string path = "") => path;
}
