using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>Which files <c>wastore fanout</c> sends from, and that it touches no other.</summary>
public sealed class FanoutAccountTests
{
    static readonly string[] s_kinds = ["first", "cold", "warm"];
    static readonly string[] s_counts = ["readExecutions", "writeExecutions", "transactions", "rowsRead", "rowsWritten"];
    static readonly string[] s_small = ["--participants", "3", "--messages", "2", "--json"];

    [Fact]
    public async Task A_temporary_file_is_deleted_and_said_to_be()
    {
        using var temporary = new StoreFolder();

        var json = await CliProcess.RunAsync(temporary.Path, [], ["fanout", .. s_small]);
        var table = await CliProcess.RunAsync(temporary.Path, [], "fanout", "--participants", "3", "--messages", "2");

        Assert.Equal((0, ""), (json.Status, json.Error));
        Assert.True(json.Json.GetProperty("database").GetProperty("temporary").GetBoolean());
        Assert.StartsWith(temporary.Path, json.Json.GetProperty("database").GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Contains("(temporary, deleted)", table.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*"));
    }

    [Fact]
    public async Task A_new_file_is_kept_and_used_again()
    {
        using var folder = new StoreFolder();

        var first = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);
        var second = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        Assert.Equal((0, ""), (first.Status, first.Error));
        Assert.Equal((0, ""), (second.Status, second.Error));
        Assert.False(second.Json.GetProperty("database").GetProperty("temporary").GetBoolean());
        foreach (var kind in s_kinds)
        {
            foreach (var count in s_counts)
            {
                // The sessions and identities of our two other devices are known by then; the identities are not written again.
                var known = (kind, count) switch { ("first", "rowsRead") => 4, ("first", "rowsWritten" or "writeExecutions") => -2, _ => 0 };
                Assert.Equal(
                    first.Json.GetProperty(kind).GetProperty("total").GetProperty(count).GetInt64() + known,
                    second.Json.GetProperty(kind).GetProperty("total").GetProperty(count).GetInt64());
            }
        }

        Assert.Equal(2L, folder.Query("SELECT COUNT(*) FROM group_metadata")[0][0]);
        // Members of two groups, and our own two other devices, which are the same in both.
        Assert.Equal(2L * 3 * 2 + 2, folder.Query("SELECT COUNT(*) FROM sessions")[0][0]);
        Assert.Equal("ok", folder.Query("PRAGMA integrity_check")[0][0]);
        Assert.Empty(folder.Query("PRAGMA foreign_key_check"));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_a_run_leaves_that_was_interrupted_early_is_used(bool hasAccount, bool hasGroup)
    {
        using var folder = new StoreFolder();
        await using (var database = await SqliteDatabase.OpenAsync(folder.Database, new SqliteOptions { DeviceKeySource = new Fanout.BenchmarkKeySource() }))
        {
            if (hasAccount)
            {
                _ = await database.Account(1).CreateAsync();
            }

            if (hasGroup)
            {
                await database.Account(1).PutGroupMetadataAsync(Fanout.Group.JidOf(0), new byte[] { 1 });
            }
        }

        var run = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(["wastore fanout", "199999999999999@lid"], folder.Query("SELECT push_name, lid FROM device")[0]);
    }

    [Fact]
    public async Task The_account_says_that_it_can_never_log_in()
    {
        using var folder = new StoreFolder();
        _ = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        var run = await CliRun.InProcessAsync("inspect", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        var device = Assert.Single(run.Json.GetProperty("accounts").EnumerateArray()).GetProperty("device");
        Assert.Equal("made by wastore fanout for measuring; it can never log in", device.GetProperty("unsignedNote").GetString());
        Assert.Equal("wastore fanout", device.GetProperty("pushName").GetString());
        Assert.False(device.GetProperty("isPaired").GetBoolean());
    }

    [Theory]
    [InlineData(StoreFolder.Stage24)]
    [InlineData(StoreFolder.Stage14)]
    [InlineData(StoreFolder.Crash)]
    public async Task Somebody_elses_store_is_refused_untouched(string golden)
    {
        using var folder = StoreFolder.With(golden);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        run.AssertFailed(ExitStatus.Failure, "is refused and was not touched");
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_name_does_not_make_an_account_ours()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        Change(folder, "UPDATE device SET push_name = 'wastore fanout'; DELETE FROM device WHERE id = 2");
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        run.AssertFailed(ExitStatus.Failure, "is refused and was not touched");
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task Our_account_beside_another_is_refused()
    {
        using var folder = new StoreFolder();
        _ = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);
        Change(folder, "INSERT INTO sessions(address, record, device_id) VALUES ('15550000001@c.us.0', x'01', 7)");
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        run.AssertFailed(ExitStatus.Failure, "is refused and was not touched");
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_untouched()
    {
        using var folder = new StoreFolder();
        Change(folder, "CREATE TABLE notes (text TEXT)");
        var before = folder.Listing();

        (await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small])).AssertFailed(ExitStatus.Failure, "not a store of whatsapp-rust or WaStore.Fast");

        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_folder_and_a_missing_folder_are_failures()
    {
        using var folder = new StoreFolder();

        (await CliRun.InProcessAsync(["fanout", "--db", folder.Path, .. s_small])).AssertFailed(ExitStatus.Failure, "it is a folder");
        (await CliRun.InProcessAsync(["fanout", "--db", folder.File("missing/store.db"), .. s_small])).AssertFailed(ExitStatus.Failure, "missing");

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task The_store_answers_what_was_sent()
    {
        using var folder = new StoreFolder();

        _ = await CliRun.InProcessAsync(["fanout", "--db", folder.Database, .. s_small]);

        // The first send, two cold ones, 64 that warm up, two warm ones.
        Assert.Equal([69L, 300L, 300L], folder.Query("SELECT COUNT(*), MIN(LENGTH(payload)), MAX(LENGTH(payload)) FROM sent_messages")[0]);
        Assert.Equal([69L, 32L, 32L], folder.Query("SELECT COUNT(*), MIN(LENGTH(secret)), MAX(LENGTH(secret)) FROM msg_secrets")[0]);
        Assert.Equal([6L, 6L], folder.Query("SELECT COUNT(*), SUM(has_key) FROM sender_key_devices")[0]);
        Assert.Equal(1L, folder.Query("SELECT COUNT(*) FROM sender_keys")[0][0]);
        Assert.Equal(1L, folder.Query("SELECT MIN(LENGTH(record)) >= 490 AND MAX(LENGTH(record)) <= 1600 FROM sessions")[0][0]);
        Assert.Equal("120363000000000000@g.us:199999999999999:1@lid.0", folder.Query("SELECT address FROM sender_keys")[0][0]);
        Assert.Equal([4L, 4L], folder.Query("SELECT (SELECT COUNT(*) FROM lid_pn_mapping), (SELECT COUNT(*) FROM device_registry)")[0]);
        Assert.Equal(
            ["100000000000000:1@lid.0", "100000000000000@lid.0", "100000000000001:1@lid.0", "100000000000001@lid.0", "100000000000002:1@lid.0", "100000000000002@lid.0", "199999999999999:2@lid.0", "199999999999999@lid.0"],
            folder.Query("SELECT address FROM sessions JOIN identities USING (address) ORDER BY address").Select(row => (string)row[0]));
    }

    static void Change(StoreFolder folder, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        _ = command.ExecuteNonQuery();
    }
}
