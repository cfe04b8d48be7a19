using System.Runtime.Versioning;
using System.Text.Json;
using Spectre.Console;

namespace WaStore.Fast.Cli.Tests;

/// <summary><c>wastore migrate</c> on files that the reference wrote.</summary>
public sealed class MigrateTests
{
    [Theory]
    [InlineData(StoreFolder.Stage14, 14, true)]
    [InlineData(StoreFolder.Stage17, 17, true)]
    [InlineData(StoreFolder.Stage23, 23, false)]
    public async Task An_older_file_is_copied_migrated_and_reported(string golden, int stage, bool isBincode)
    {
        using var folder = StoreFolder.With(golden);
        var tables = Count(folder.Database);

        var run = await CliRun.InProcessAsync("migrate", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(folder.Database, run.Json.GetProperty("path").GetString());
        var report = run.Json.GetProperty("report");
        Assert.False(report.GetProperty("wasUpToDate").GetBoolean());
        Assert.Equal(24 - stage, report.GetProperty("applied").GetArrayLength());
        Assert.Equal("20260816000000 add_client_expiration", report.GetProperty("applied").EnumerateArray().Last().GetString());
        var reencoded = report.GetProperty("reencoded").EnumerateArray().Select(blobs =>
            $"{blobs.GetProperty("deviceId").GetInt32()} {blobs.GetProperty("kind").GetString()} {blobs.GetProperty("count").GetInt32()}").ToList();
        Assert.Equal(
            isBincode ? ["1 SyncKey 3", "1 CollectionVersion 4", "1 ServerCertChain 1", "2 SyncKey 3", "2 CollectionVersion 4"] : [], reencoded);
        var copy = report.GetProperty("copyPath").GetString()!;
        Assert.StartsWith(folder.Database + ".before-migration-", copy, StringComparison.Ordinal);
        Assert.Equal(stage, await StageAsync(copy));
        Assert.Equal(24, await StageAsync(folder.Database));
        Assert.Equal(tables, Count(copy));
    }

    [Fact]
    public async Task People_are_told_the_copy_the_migrations_and_the_blobs_of_each_account()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage14);

        var run = await CliRun.InProcessAsync("migrate", folder.Database);

        Assert.Equal((0, ""), (run.Status, run.Error));
        var text = string.Join(' ', run.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.All(
            [
                "copy ", ".before-migration-", "10 applied", "20260513000000 add_login_counter", "20260816000000 add_client_expiration",
                "account 1: 3 sync keys, 4 collection versions, 1 certificate chain", "account 2: 3 sync keys, 4 collection versions", "index wsf_base_keys_created",
            ],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StoreFolder.Stage24)]
    [InlineData(StoreFolder.Crash)]
    public async Task A_file_that_is_up_to_date_is_said_to_be_and_leaves_no_copy(string golden)
    {
        using var folder = StoreFolder.With(golden);
        // What says who owns the file stays beside it.
        var files = Directory.EnumerateFiles(folder.Path).Where(file => !file.EndsWith("-wal", StringComparison.Ordinal)).Append(folder.Database + "-wsf-owner")
            .Order(StringComparer.Ordinal).ToList();

        var run = await CliRun.InProcessAsync("migrate", folder.Database);
        var again = await CliRun.InProcessAsync("migrate", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("it is up to date, and no copy was kept", run.Output, StringComparison.Ordinal);
        Assert.Contains("index wsf_sender_key_devices_device", run.Output, StringComparison.Ordinal);
        var report = again.Json.GetProperty("report");
        Assert.True(report.GetProperty("wasUpToDate").GetBoolean());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("copyPath").ValueKind);
        Assert.Equal(0, report.GetProperty("addedIndexes").GetArrayLength());
        Assert.Equal(files, Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_second_run_finds_nothing_to_do_and_changes_no_byte()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);
        _ = await CliRun.InProcessAsync("migrate", folder.Database);
        // But for who the last owner was.
        var before = folder.Listing().SkipLast(1).Where(IsNotTheOwnerFile).ToList();

        var run = await CliRun.InProcessAsync("migrate", folder.Database);

        Assert.Contains("it is up to date", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Listing().SkipLast(1).Where(IsNotTheOwnerFile));

        bool IsNotTheOwnerFile(string entry) => !entry.StartsWith(folder.Database + "-wsf-owner", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_looks_like_a_uri_is_a_name()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);
        var name = folder.File("file:name with ?, # and %41.db");
        File.Move(folder.Database, name);

        var run = await CliRun.InProcessAsync("migrate", name, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(24, await StageAsync(name));
        Assert.False(File.Exists(folder.Database));
    }

    [Fact]
    public async Task Whoever_watches_standard_error_sees_the_steps_and_standard_output_stays_clean()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage14);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes });
        console.Profile.Width = 500;

        var status = await WaStoreCommand.RunAsync(["migrate", folder.Database, "--json"], Terminal.To(output, error, errorConsole: console), CancellationToken.None);

        Assert.Equal(0, status);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(output.ToString()).RootElement.ValueKind);
        Assert.All(
            ["keeping a copy (100 %): ", "migration 1 of 10: 20260513000000 add_login_counter", "migration 10 of 10: 20260816000000 add_client_expiration", "re-encoding old blobs"],
            step => Assert.Contains(step, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_run_says_so()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage14);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync(new CancellationToken(canceled: true), "migrate", folder.Database);

        run.AssertFailed(ExitStatus.Interrupted, "interrupted");
        Assert.Equal(before, folder.Listing());
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_copy_is_its_owners_alone()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);

        var run = await CliRun.InProcessAsync("migrate", folder.Database, "--json");

        var copy = run.Json.GetProperty("report").GetProperty("copyPath").GetString()!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
    }

    static async Task<int> StageAsync(string path) =>
        (await CliRun.InProcessAsync("inspect", path, "--json")).Json.GetProperty("migrations").GetProperty("applied").GetInt32();

    // By the witness, in a folder of its own.
    static string Count(string path)
    {
        using var copy = new StoreFolder();
        File.Copy(path, copy.Database);
        return string.Join(' ', new[] { "device", "sessions", "identities", "prekeys", "sender_keys", "app_state_keys", "app_state_versions", "lid_pn_mapping", "tc_tokens" }
            .Select(table => $"{table} {copy.Query($"SELECT count(*) FROM {table}")[0][0]}"));
    }
}
