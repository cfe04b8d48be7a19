using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>A folder of its own for one test, empty or with a golden database in it.</summary>
sealed class StoreFolder : IDisposable
{
    internal const string Stage14 = "whatsapp-rust-0.6.0-migration14";
    internal const string Stage17 = "whatsapp-rust-0.6-migration17";
    internal const string Stage23 = "whatsapp-rust-0.7.0-migration23";
    internal const string Stage24 = "whatsapp-rust-main-migration24";
    internal const string Crash = "whatsapp-rust-crash";

    internal string Path { get; } = Directory.CreateTempSubdirectory("wastore-cli-test-").FullName;

    internal string Database => File("store.db");

    internal static StoreFolder With(string golden)
    {
        var folder = new StoreFolder();
        using var archive = System.IO.File.OpenRead(System.IO.Path.Combine(AppContext.BaseDirectory, "Assets", golden + ".tar.br"));
        using var tar = new BrotliStream(archive, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(tar, folder.Path, overwriteFiles: false);
        return folder;
    }

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Every file with its length, its time and its content's hash. Not while this process has one of them open through SQLite.</summary>
    internal IReadOnlyList<string> Listing() =>
    [
        .. new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).OrderBy(entry => entry.FullName, StringComparer.Ordinal)
            .Select(entry => entry is FileInfo file
                ? $"{file.FullName} {file.Length} {file.LastWriteTimeUtc:O} {file.UnixFileMode} {Convert.ToHexString(SHA256.HashData(System.IO.File.ReadAllBytes(file.FullName)))}"
                : $"{entry.FullName} {entry.LastWriteTimeUtc:O} {entry.UnixFileMode}"),
        $"{new DirectoryInfo(Path).LastWriteTimeUtc:O}",
    ];

    /// <summary>The rows of a query on a copy of the database, by the independent witness.</summary>
    internal IReadOnlyList<object[]> Query(string sql)
    {
        using var copy = new StoreFolder();
        foreach (var file in Directory.EnumerateFiles(Path, "store.db*"))
        {
            System.IO.File.Copy(file, copy.File(System.IO.Path.GetFileName(file)));
        }

        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            _ = reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
