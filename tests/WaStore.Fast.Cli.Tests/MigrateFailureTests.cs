using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>What <c>wastore migrate</c> refuses: nothing is created and nothing is changed then.</summary>
public sealed class MigrateFailureTests
{
    [Fact]
    public async Task A_missing_file_is_named_and_not_created()
    {
        using var folder = new StoreFolder();

        var run = await CliRun.InProcessAsync("migrate", folder.Database);

        run.AssertFailed(ExitStatus.Failure, $"{folder.Database} cannot be migrated");
        run.AssertFailed(ExitStatus.Failure, "there is no such file");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task An_empty_file_stays_empty()
    {
        using var folder = new StoreFolder();
        await File.WriteAllBytesAsync(folder.Database, []);

        (await CliRun.InProcessAsync("migrate", folder.Database)).AssertFailed(ExitStatus.Failure, "the file is empty");

        Assert.Equal(0, new FileInfo(folder.Database).Length);
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_folder_is_not_a_database()
    {
        using var folder = new StoreFolder();

        (await CliRun.InProcessAsync("migrate", folder.Path)).AssertFailed(ExitStatus.Failure, "it is a folder");
    }

    [Fact]
    public async Task Garbage_is_not_a_database()
    {
        using var folder = new StoreFolder();
        await File.WriteAllBytesAsync(folder.Database, RandomNumberGenerator.GetBytes(5_000));
        var before = folder.Listing();

        (await CliRun.InProcessAsync("migrate", folder.Database)).AssertFailed(ExitStatus.Failure, "not a SQLite database, or its key is missing or wrong");

        Assert.Equal(before, folder.Listing());
    }

    [Theory]
    [InlineData("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('one')")]
    [InlineData("CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP); INSERT INTO __diesel_schema_migrations VALUES ('20200101000000', '')")]
    [InlineData("CREATE TABLE sessions (our_jid TEXT, session BLOB)")]
    public async Task A_database_of_somebody_else_gets_no_table_of_ours(string script)
    {
        using var folder = new StoreFolder();
        SQLitePCL.Batteries_V2.Init();
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
            command.CommandText = script;
#pragma warning restore CA2100
            _ = command.ExecuteNonQuery();
        }

        var before = folder.Listing();

        (await CliRun.InProcessAsync("migrate", folder.Database)).AssertFailed(ExitStatus.Failure, "not a store of whatsapp-rust or WaStore.Fast");

        // Not even its journal mode.
        Assert.Equal(before, folder.Listing());
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Where_no_copy_can_be_kept_nothing_is_migrated()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);
        using var temporary = new StoreFolder();
        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(temporary.Path, Read | Enter | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(folder.Database, Read | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(folder.Path, Read | Enter);
        var before = folder.Listing();

        var run = await CliProcess.RunAsync(temporary.Path, UnprivilegedFactAttribute.Prefix, "migrate", folder.Database);

        run.AssertFailed(ExitStatus.Failure, $"{folder.Database} cannot be migrated");
        Assert.Equal(before, folder.Listing());
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.UserWrite);
    }
}
