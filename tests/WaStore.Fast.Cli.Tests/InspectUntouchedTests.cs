using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>That <c>wastore inspect</c> leaves a folder byte for byte as it was, whatever lies in it.</summary>
public sealed class InspectUntouchedTests
{
    [Fact]
    public async Task A_file_at_rest_is_read_in_place()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("inspect", folder.Database);

        Assert.Equal(0, run.Status);
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_file_with_a_log_is_read_with_its_log()
    {
        using var folder = StoreFolder.With(StoreFolder.Crash);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("inspect", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(before, folder.Listing());
        Assert.Equal("Copy", run.Json.GetProperty("source").GetString());
        Assert.Equal(new FileInfo(folder.File("store.db-wal")).Length, run.Json.GetProperty("file").GetProperty("walBytes").GetInt64());
        var account = Assert.Single(run.Json.GetProperty("accounts").EnumerateArray());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, account.GetProperty("device").ValueKind);
        Assert.Equal((long)folder.Query("SELECT COUNT(*) FROM sessions")[0][0], account.GetProperty("rows").GetProperty("sessions").GetInt64());
        Assert.True(account.GetProperty("rows").GetProperty("sessions").GetInt64() > 0);
    }

    [Fact]
    public async Task The_private_copy_is_gone_afterwards()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);
        using var temporary = new StoreFolder();

        var run = await CliProcess.RunAsync(temporary.Path, [], "inspect", folder.Database);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("a private copy, migrated there", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*"));
    }

    [Theory]
    [InlineData("name with ?, # and %41.db")]
    [InlineData("ünïcode 你好.db")]
    public async Task A_name_that_means_something_in_a_uri_is_a_name(string name)
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        File.Move(folder.Database, folder.File(name));
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("inspect", folder.File(name), "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal("TheFile", run.Json.GetProperty("source").GetString());
        Assert.Equal(before, folder.Listing());
    }

    [Fact]
    public async Task A_link_leads_to_the_file_and_to_its_log()
    {
        using var folder = StoreFolder.With(StoreFolder.Crash);
        using var elsewhere = new StoreFolder();
        _ = File.CreateSymbolicLink(elsewhere.Database, folder.Database);

        var run = await CliRun.InProcessAsync("inspect", elsewhere.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(folder.Database, run.Json.GetProperty("path").GetString());
        Assert.True(run.Json.GetProperty("file").GetProperty("walBytes").GetInt64() > 0);
    }

    [Fact]
    public async Task A_file_that_another_process_is_writing_is_read_without_disturbing_it()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        using var temporary = new StoreFolder();
        using var writer = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        SQLitePCL.Batteries_V2.Init();
        writer.Open();
        Execute("INSERT INTO sessions(address, record, device_id) VALUES ('committed@lid.0', x'01', 1)");
        Execute("BEGIN IMMEDIATE");
        Execute("INSERT INTO sessions(address, record, device_id) VALUES ('not-committed@lid.0', x'01', 1)");

        // As a process of its own: in this one, reading the file with another descriptor would drop the writer's locks.
        var run = await CliProcess.RunAsync(temporary.Path, [], "inspect", folder.Database, "--json");
        Execute("COMMIT");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal("Copy", run.Json.GetProperty("source").GetString());
        Assert.Equal(115, run.Json.GetProperty("accounts")[0].GetProperty("rows").GetProperty("sessions").GetInt64());
        writer.Close();
        Assert.Equal(116L, folder.Query("SELECT COUNT(*) FROM sessions WHERE device_id = 1")[0][0]);

        void Execute(string sql)
        {
            using var command = writer.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
            command.CommandText = sql;
#pragma warning restore CA2100
            _ = command.ExecuteNonQuery();
        }
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_cannot_be_written_is_no_hindrance()
    {
        foreach (var golden in new[] { StoreFolder.Stage24, StoreFolder.Stage14, StoreFolder.Crash })
        {
            using var folder = StoreFolder.With(golden);
            using var temporary = new StoreFolder();
            OpenToAll(temporary.Path, UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
            OpenToAll(folder.Path, UnixFileMode.None);
            foreach (var file in Directory.EnumerateFiles(folder.Path))
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }

            var before = folder.Listing();
            var run = await CliProcess.RunAsync(temporary.Path, UnprivilegedFactAttribute.Prefix, "inspect", folder.Database, "--json");

            Assert.Equal((0, ""), (run.Status, run.Error));
            Assert.Equal(before, folder.Listing());
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*"));
            Assert.Equal(24, run.Json.GetProperty("migrations").GetProperty("known").GetInt32());
            File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.UserWrite);
        }
    }

    [UnsupportedOSPlatform("windows")]
    static void OpenToAll(string folder, UnixFileMode write) => File.SetUnixFileMode(
        folder,
        write | UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
}
