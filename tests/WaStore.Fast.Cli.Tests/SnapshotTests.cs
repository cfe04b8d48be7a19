using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary><c>wastore snapshot</c>.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task It_copies_the_file_and_says_where_to()
    {
        using var folder = await AccountsTests.TwoAccountsAsync();

        var run = await CliRun.InProcessAsync("snapshot", folder.Database, "before ../update");

        Assert.Equal((0, ""), (run.Status, run.Error));
        var copy = Assert.Single(Directory.GetFiles(folder.Path, "store.db.snapshot-*"));
        Assert.EndsWith("-before_._update", copy, StringComparison.Ordinal);
        Assert.Equal($"copied to {copy}", run.Output.TrimEnd());
        await using var store = await SqliteStore.OpenForDeviceAsync(copy, 2);
        Assert.Equal(40, (await store.GetSessionAsync("a"))!.Length);
    }

    [Fact]
    public async Task As_json_and_with_the_newest_kept()
    {
        using var folder = await AccountsTests.TwoAccountsAsync();
        await File.WriteAllTextAsync(folder.File("store.db.snapshot-12-old"), "");
        await File.WriteAllTextAsync(folder.File("store.db.snapshot-notes"), "");

        var run = await CliRun.InProcessAsync("snapshot", folder.Database, "x", "--json", "--keep", "1");

        Assert.Equal((0, ""), (run.Status, run.Error));
        var path = run.Json.GetProperty("path").GetString()!;
        Assert.Equal(new FileInfo(path).Length, run.Json.GetProperty("bytes").GetInt64());
        Assert.Equal([folder.File("store.db.snapshot-12-old")], run.Json.GetProperty("deleted").EnumerateArray().Select(static file => file.GetString()));
        Assert.Equal(
            new[] { Path.GetFileName(path), "store.db.snapshot-notes" }.Order(StringComparer.Ordinal),
            Directory.GetFiles(folder.Path, "store.db.snapshot-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task While_a_client_works_on_the_file()
    {
        using var folder = await AccountsTests.TwoAccountsAsync();
        await using var store = await SqliteStore.OpenAsync(folder.Database);
        await store.PutSessionAsync("late", new byte[7]);

        var run = await CliProcess.RunAsync(folder.Path, [], "snapshot", folder.Database, "x");

        Assert.Equal((0, ""), (run.Status, run.Error));
        await store.PutSessionAsync("later", new byte[7]);
        await using var copy = await SqliteStore.OpenAsync(Assert.Single(Directory.GetFiles(folder.Path, "store.db.snapshot-*-x")));
        Assert.True(await copy.HasSessionAsync("late"));
        Assert.False(await copy.HasSessionAsync("later"));
    }

    [Fact]
    public async Task What_is_no_store_is_refused_and_left_alone()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage14);
        await File.WriteAllTextAsync(folder.File("empty.db"), "");
        await File.WriteAllTextAsync(folder.File("letter.txt"), string.Concat(Enumerable.Repeat("Dear reader, this is no database. ", 60)));
        using (var foreign = new SqliteConnection($"Data Source={folder.File("foreign.db")};Pooling=False"))
        {
            foreign.Open();
            using var command = foreign.CreateCommand();
            command.CommandText = "CREATE TABLE device(id INTEGER PRIMARY KEY)";
            _ = command.ExecuteNonQuery();
        }

        var before = folder.Listing();
        foreach (var (path, because) in ((string, string)[])
            [
                (folder.File("missing.db"), "there is no such file"), (folder.Path, "it is a folder"), (folder.File("empty.db"), "the file is empty"),
                (folder.File("letter.txt"), "not a SQLite database"), (folder.File("foreign.db"), "not a store"), (folder.Database, "wastore migrate"),
            ])
        {
            (await CliRun.InProcessAsync("snapshot", path, "x")).AssertFailed(ExitStatus.Failure, because);
        }

        // All but the folder's own time: SQLite looked whether a journal was there.
        Assert.Equal(before.SkipLast(1), folder.Listing().SkipLast(1));
    }

    [Theory]
    [InlineData("snapshot store.db", "snapshot")]
    [InlineData("snapshot store.db x --keep 0", "--keep must be a number from 1, not '0'")]
    [InlineData("snapshot store.db x --keep all", "--keep must be a number from 1, not 'all'")]
    public async Task A_command_line_without_sense_is_a_usage_error(string arguments, string because)
    {
        var run = await CliRun.InProcessAsync(arguments.Split(' '));

        Assert.Equal((ExitStatus.Usage, ""), (run.Status, run.Output));
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_nothing_is_an_error()
    {
        using var folder = await AccountsTests.TwoAccountsAsync();

        (await CliRun.InProcessAsync("snapshot", folder.Database, "...")).AssertFailed(ExitStatus.Failure, "name is empty");
        Assert.Empty(Directory.GetFiles(folder.Path, "*.snapshot-*"));
    }
}
