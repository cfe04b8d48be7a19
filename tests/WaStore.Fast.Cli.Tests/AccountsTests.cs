using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary><c>wastore accounts</c>.</summary>
public sealed class AccountsTests
{
    [Fact]
    public async Task List_says_which_accounts_there_are_and_changes_nothing()
    {
        using var folder = await TwoAccountsAsync();
        var before = folder.Listing();

        var table = await CliRun.InProcessAsync("accounts", folder.Database, "list");
        var json = await CliRun.InProcessAsync("accounts", folder.Database, "list", "--json");

        Assert.Equal((0, ""), (table.Status, table.Error));
        Assert.Contains("Lojinha", table.Output, StringComparison.Ordinal);
        Assert.Equal([1, 2], json.Json.EnumerateArray().Select(static account => account.GetProperty("deviceId").GetInt32()));
        Assert.Equal(["Lojinha", null], json.Json.EnumerateArray().Select(static account => account.GetProperty("pushName").GetString()));
        Assert.All(json.Json.EnumerateArray(), static account => Assert.Equal((2, true), (account.GetProperty("rows").GetInt64(), account.GetProperty("isProvisioned").GetBoolean())));
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task List_reads_an_old_file_and_leaves_it_old()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage14);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("accounts", folder.Database, "list", "--json");

        Assert.NotEqual(0, run.Json.GetArrayLength());
        Assert.Equal(before, folder.Listing());
    }

    [Theory]
    [InlineData("remove", "removed")]
    [InlineData("reset", "unprovisioned")]
    public async Task With_a_yes_every_row_of_the_account_goes_and_no_other(string action, string says)
    {
        using var folder = await TwoAccountsAsync();

        var run = await CliRun.WithInputAsync("y\n", "accounts", folder.Database, action, "1");

        Assert.Equal(0, run.Status);
        Assert.Contains("account 1 (Lojinha)", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 rows", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.Equal([2L], folder.Query("SELECT id FROM device").Select(static row => row[0]));
        Assert.Equal([2L], folder.Query("SELECT device_id FROM sessions").Select(static row => row[0]));
    }

    [Theory]
    [InlineData("n\n")]
    [InlineData("\n")]
    [InlineData("yesterday\n")]
    [InlineData("")]
    public async Task Without_a_yes_nothing_is_changed(string answer)
    {
        using var folder = await TwoAccountsAsync();
        var before = folder.Listing();

        var run = await CliRun.WithInputAsync(answer, "accounts", folder.Database, "remove", "1");

        Assert.Equal((ExitStatus.Failure, ""), (run.Status, run.Output));
        Assert.EndsWith("wastore: nothing was changed", run.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing());
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("reset")]
    public async Task Where_nobody_can_be_asked_it_takes_a_yes_on_the_command_line(string action)
    {
        using var folder = await TwoAccountsAsync();
        var before = folder.Listing();

        (await CliRun.InProcessAsync("accounts", folder.Database, action, "1")).AssertFailed(ExitStatus.Failure, "give --yes");
        // As a process whose input is not a terminal.
        using var temporary = new StoreFolder();
        (await CliProcess.RunAsync(temporary.Path, [], "accounts", folder.Database, action, "1")).AssertFailed(ExitStatus.Failure, "give --yes");
        Assert.Equal(before, folder.Listing());

        var run = await CliRun.InProcessAsync("accounts", folder.Database, action, "1", "--yes", "--json");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal((1, action, 2L), (run.Json.GetProperty("deviceId").GetInt32(), run.Json.GetProperty("action").GetString(), run.Json.GetProperty("rows").GetInt64()));
        Assert.Equal([2L], folder.Query("SELECT id FROM device").Select(static row => row[0]));
    }

    [Fact]
    public async Task After_a_reset_the_client_provisions_the_same_id()
    {
        using var folder = await TwoAccountsAsync();
        Assert.Equal(0, (await CliRun.InProcessAsync("accounts", folder.Database, "reset", "1", "--yes")).Status);

        await using var store = await SqliteStore.OpenAsync(folder.Database, new SqliteOptions { DeviceKeySource = new Fanout.BenchmarkKeySource() });
        Assert.False(await store.ExistsAsync());
        Assert.Equal(1, await store.CreateAsync());
        Assert.Null(await store.GetSessionAsync("a"));
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("reset")]
    public async Task An_account_that_is_not_there_is_an_error(string action)
    {
        using var folder = await TwoAccountsAsync();
        var before = folder.Listing();

        (await CliRun.InProcessAsync("accounts", folder.Database, action, "3", "--yes")).AssertFailed(ExitStatus.Failure, "has no account 3");
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task An_old_file_is_not_migrated_on_the_way()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);
        var before = folder.Listing();

        (await CliRun.InProcessAsync("accounts", folder.Database, "remove", "1", "--yes")).AssertFailed(ExitStatus.Failure, "wastore migrate");
        Assert.Equal(before.SkipLast(1), folder.Listing().SkipLast(1));
    }

    [Theory]
    [InlineData("accounts store.db", "Required command")]
    [InlineData("accounts store.db remove", "remove")]
    [InlineData("accounts store.db remove 0", "ID must be a number from 1, not '0'")]
    [InlineData("accounts store.db reset one", "ID must be a number from 1, not 'one'")]
    public async Task A_command_line_without_sense_is_a_usage_error(string arguments, string because)
    {
        var run = await CliRun.InProcessAsync(arguments.Split(' '));

        Assert.Equal((ExitStatus.Usage, ""), (run.Status, run.Output));
        Assert.Contains(because, run.Error, StringComparison.Ordinal);
    }

    internal static async Task<StoreFolder> TwoAccountsAsync()
    {
        var folder = new StoreFolder();
        await using var database = await SqliteDatabase.OpenAsync(folder.Database, new SqliteOptions { DeviceKeySource = new Fanout.BenchmarkKeySource() });
        for (var id = 1; id <= 2; id++)
        {
            var store = await database.CreateAccountAsync();
            await store.PutSessionAsync("a", new byte[40]);
        }

        var first = database.Account(1);
        var device = await first.LoadAsync();
        await first.SaveAsync(device! with { PushName = "Lojinha" });
        return folder;
    }
}
