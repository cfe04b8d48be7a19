using System.Runtime.Versioning;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using WaStore.Fast.Cli.Inspect;

namespace WaStore.Fast.Cli.Tests;

/// <summary>What <c>wastore inspect</c> says where there is nothing to inspect.</summary>
public sealed class InspectFailureTests
{
    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var folder = new StoreFolder();

        var run = await CliRun.InProcessAsync("inspect", folder.Database);

        run.AssertFailed(ExitStatus.Failure, $"{folder.Database} cannot be inspected");
        run.AssertFailed(ExitStatus.Failure, "there is no such file");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_in_a_missing_folder_is_missing()
    {
        using var folder = new StoreFolder();

        (await CliRun.InProcessAsync("inspect", folder.File("missing/store.db"))).AssertFailed(ExitStatus.Failure, "there is no such file");
    }

    [Fact]
    public async Task A_folder_is_not_a_database()
    {
        using var folder = new StoreFolder();

        (await CliRun.InProcessAsync("inspect", folder.Path)).AssertFailed(ExitStatus.Failure, "it is a folder");
    }

    [Fact]
    public async Task An_empty_file_holds_nothing()
    {
        using var folder = new StoreFolder();
        await File.WriteAllBytesAsync(folder.Database, []);

        (await CliRun.InProcessAsync("inspect", folder.Database)).AssertFailed(ExitStatus.Failure, "the file is empty");

        Assert.Equal(0, new FileInfo(folder.Database).Length);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public async Task Garbage_is_not_a_database(int length)
    {
        using var folder = new StoreFolder();
        await File.WriteAllBytesAsync(folder.Database, RandomNumberGenerator.GetBytes(length));
        var before = folder.Listing();

        (await CliRun.InProcessAsync("inspect", folder.Database)).AssertFailed(ExitStatus.Failure, "not a SQLite database");

        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_database_cut_short_is_an_error_and_not_an_empty_store()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        var bytes = await File.ReadAllBytesAsync(folder.Database);
        await File.WriteAllBytesAsync(folder.Database, bytes[..20_000]);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("inspect", folder.Database);

        run.AssertFailed(ExitStatus.Failure, "SQLite error 11");
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_database_of_something_else_is_said_to_be_that()
    {
        using var folder = new StoreFolder();
        SQLitePCL.Batteries_V2.Init();
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE device (id INTEGER PRIMARY KEY); INSERT INTO device VALUES (1)";
            _ = command.ExecuteNonQuery();
        }

        var before = folder.Listing();
        (await CliRun.InProcessAsync("inspect", folder.Database)).AssertFailed(ExitStatus.Failure, "not a store of whatsapp-rust or WaStore.Fast");

        Assert.Equal(before, folder.Listing());
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_that_may_not_be_read_is_an_error_with_its_reason()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        using var temporary = new StoreFolder();
        const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.Path, Enter | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(folder.Database, UnixFileMode.None);

        var run = await CliProcess.RunAsync(temporary.Path, UnprivilegedFactAttribute.Prefix, "inspect", folder.Database);

        run.AssertFailed(ExitStatus.Failure, "Permission denied");
    }

    [Fact]
    public async Task Cancelled_it_says_so_and_leaves_nothing()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);

        var run = await CliRun.InProcessAsync(new CancellationToken(canceled: true), "inspect", folder.Database);

        run.AssertFailed(ExitStatus.Interrupted, "interrupted");
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Loja 🛒 你好", "Loja 🛒 你好")]
    [InlineData("\u001b[2Jgone", "\\u001b[2Jgone")]
    [InlineData("a\r\nb\u2028c", "a\\u000d\\u000ab\\u2028c")]
    [InlineData("\u202eright to left", "\\u202eright to left")]
    public void What_comes_from_a_file_cannot_steer_the_terminal(string text, string printed) => Assert.Equal(printed, Printable.Of(text));
}
