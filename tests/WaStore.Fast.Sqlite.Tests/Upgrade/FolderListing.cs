using System.Security.Cryptography;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>Everything in a folder, so that two moments can be compared byte for byte. Not while this process has one of the files open through SQLite.</summary>
static class FolderListing
{
    internal static IReadOnlyList<string> Of(string folder) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc:O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)))}"),
        $"{new DirectoryInfo(folder).LastWriteTimeUtc:O}",
    ];

    /// <summary>The content of one file.</summary>
    internal static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
