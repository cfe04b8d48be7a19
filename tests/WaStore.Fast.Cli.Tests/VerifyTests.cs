using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace WaStore.Fast.Cli.Tests;

/// <summary>What <c>wastore verify</c> finds, says and tells the shell, and that it leaves the folder as it was.</summary>
public sealed class VerifyTests
{
    [Theory]
    [InlineData(StoreFolder.Stage14, "missing-migration 10, bincode 1 4 4 4 4, wrapped 1")]
    [InlineData(StoreFolder.Stage17, "missing-migration 7, bincode 1 4 4 4 4, wrapped 1")]
    [InlineData(StoreFolder.Stage23, "missing-migration 1, wrapped 1")]
    [InlineData(StoreFolder.Stage24, "wrapped 1")]
    [InlineData(StoreFolder.Crash, "")]
    public async Task The_goldens_have_no_errors_and_stay_byte_for_byte(string golden, string notes)
    {
        using var folder = StoreFolder.With(golden);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("verify", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Equal(before, folder.Listing());
        var findings = run.Json.GetProperty("findings").EnumerateArray().ToList();
        Assert.DoesNotContain(findings, finding => finding.GetProperty("severity").GetString() == "Error");
        Assert.Equal(
            notes,
            string.Join(", ", findings.Where(finding => finding.GetProperty("severity").GetString() == "Note").GroupBy(Code, static finding => finding.GetProperty("count").GetInt64())
                .Select(group => $"{group.Key} {string.Join(' ', group)}")));
        // What is random in the goldens has no form, and a client would find nothing there.
        string[] forms = golden == StoreFolder.Crash ? ["orphan"] : golden is StoreFolder.Stage14 or StoreFolder.Stage17 ? ["form"] : ["form", "key-length"];
        Assert.Equal(forms, findings.Where(finding => finding.GetProperty("severity").GetString() == "Warning").Select(Code).Distinct());
        Assert.False(run.Json.GetProperty("hasErrors").GetBoolean());
        Assert.True(run.Json.GetProperty("rows").GetInt64() > 0);
    }

    [Theory]
    [InlineData("UPDATE identities SET key = x'00' WHERE rowid = 5", "identities", "length")]
    [InlineData("UPDATE identities SET key = CAST(key AS TEXT) WHERE rowid = 5", "identities", "type")]
    [InlineData("UPDATE sessions SET record = 'text' WHERE rowid = 5", "sessions", "type")]
    [InlineData("UPDATE sessions SET record = x'0A00A00640' WHERE rowid = 5", "sessions", "lease")]
    [InlineData("UPDATE sender_keys SET record = x'AA060401020304A00601' WHERE rowid = 5", "sender_keys", "lease")]
    [InlineData("UPDATE prekeys SET id = 16777216 WHERE rowid = 5", "prekeys", "range")]
    [InlineData("UPDATE prekeys SET id = -1 WHERE rowid = 5", "prekeys", "range")]
    [InlineData("UPDATE signed_prekeys SET id = 1.5 WHERE rowid = (SELECT MAX(rowid) FROM signed_prekeys)", "signed_prekeys", "type")]
    [InlineData("UPDATE app_state_keys SET key_data = x'FF' WHERE rowid = (SELECT MAX(rowid) FROM app_state_keys)", "app_state_keys", "undecodable")]
    [InlineData("UPDATE app_state_versions SET state_data = x'FF' WHERE rowid = (SELECT MAX(rowid) FROM app_state_versions)", "app_state_versions", "undecodable")]
    [InlineData("UPDATE app_state_mutation_macs SET index_mac = x'FF' WHERE rowid = (SELECT MAX(rowid) FROM app_state_mutation_macs)", "app_state_mutation_macs", "length")]
    [InlineData("UPDATE device_registry SET devices_json = '[{}]' WHERE rowid = (SELECT MAX(rowid) FROM device_registry)", "device_registry", "undecodable")]
    [InlineData("UPDATE device_registry SET raw_id = 4294967296 WHERE rowid = (SELECT MAX(rowid) FROM device_registry)", "device_registry", "range")]
    [InlineData("UPDATE msg_secrets SET secret = zeroblob(31) WHERE rowid = (SELECT MAX(rowid) FROM msg_secrets)", "msg_secrets", "length")]
    [InlineData("UPDATE tc_tokens SET token = 5 WHERE rowid = (SELECT MAX(rowid) FROM tc_tokens)", "tc_tokens", "type")]
    [InlineData("UPDATE device SET server_cert_chain = x'FF' WHERE id = 1", "device", "undecodable")]
    [InlineData("UPDATE device SET noise_key = zeroblob(63) WHERE id = 1", "device", "undecodable")]
    [InlineData("UPDATE device SET account = x'FF' WHERE id = 1", "device", "undecodable")]
    [InlineData("UPDATE device SET registration_id = 'x' WHERE id = 1", "device", "type")]
    [InlineData("UPDATE device SET login_counter = -1 WHERE id = 1", "device", "range")]
    [InlineData("UPDATE device SET next_pre_key_id = 5 WHERE id = 1", "device", "reuse")]
    [InlineData("UPDATE device SET first_unupload_pre_key_id = 834 WHERE id = 1", "device", "unuploaded")]
    [InlineData("UPDATE sent_messages SET device_id = 'x' WHERE rowid = (SELECT MAX(rowid) FROM sent_messages)", "sent_messages", "account")]
    [InlineData("PRAGMA foreign_keys=0; UPDATE lid_pn_mapping SET device_id = 77 WHERE rowid = (SELECT MAX(rowid) FROM lid_pn_mapping)", "lid_pn_mapping", "foreign-key")]
    [InlineData("PRAGMA writable_schema=1; DELETE FROM sqlite_master WHERE name = 'idx_sessions_device_id'", null, "integrity")]
    public async Task Damage_is_an_error_with_its_place_and_status_1(string sql, string? table, string code)
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        Execute(folder, sql);
        var before = folder.Listing();

        var run = await CliRun.InProcessAsync("verify", folder.Database, "--json");

        Assert.Equal((1, ""), (run.Status, run.Error));
        Assert.Equal(before, folder.Listing());
        var found = run.Json.GetProperty("findings").EnumerateArray().First(finding => Code(finding) == code && finding.GetProperty("table").GetString() == table);
        Assert.Equal("Error", found.GetProperty("severity").GetString());
        Assert.Equal(table is null ? 0 : 1, found.GetProperty("rowIds").GetArrayLength());
    }

    [Theory]
    [InlineData("DELETE FROM device WHERE id = 2", "orphan", "Warning")]
    [InlineData("UPDATE prekeys SET uploaded = 7 WHERE rowid = 5", "range", "Warning")]
    [InlineData("UPDATE sessions SET record = substr(record, 1, length(record) - 1) WHERE address IN (SELECT address FROM sessions WHERE length(record) = 70000)", "form", "Warning")]
    [InlineData("UPDATE sent_messages SET chat_jid = 'no jid' WHERE rowid = (SELECT MAX(rowid) FROM sent_messages)", "jid", "Warning")]
    [InlineData("UPDATE sent_messages SET message_id = CAST(x'FF' AS TEXT) WHERE rowid = (SELECT MAX(rowid) FROM sent_messages)", "utf8", "Warning")]
    [InlineData("UPDATE tc_tokens SET token_timestamp = -1 WHERE rowid = (SELECT MAX(rowid) FROM tc_tokens)", "range", "Warning")]
    [InlineData("INSERT INTO __diesel_schema_migrations(version) VALUES ('20991231000000')", "unknown-migration", "Note")]
    [InlineData("DELETE FROM app_state_versions", "macs", "Note")]
    public async Task What_is_only_unusual_is_said_with_status_0(string sql, string code, string severity)
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        Execute(folder, "PRAGMA foreign_keys=1; " + sql);

        var run = await CliRun.InProcessAsync("verify", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains(run.Json.GetProperty("findings").EnumerateArray(), finding => Code(finding) == code && finding.GetProperty("severity").GetString() == severity);
    }

    [Fact]
    public async Task Pages_that_cannot_be_read_are_findings_and_the_rest_is_verified()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        var root = (long)folder.Query("SELECT rootpage FROM sqlite_master WHERE name = 'msg_secrets'")[0][0];
        await using (var file = File.OpenWrite(folder.Database))
        {
            file.Position = (root - 1) * 4096;
            file.Write(new byte[4096]);
        }

        var run = await CliRun.InProcessAsync("verify", folder.Database, "--json");

        Assert.Equal((1, ""), (run.Status, run.Error));
        var codes = run.Json.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("severity").GetString() == "Error").Select(Code).ToList();
        Assert.Contains("unreadable", codes);
        Assert.True(run.Json.GetProperty("rows").GetInt64() > 4_000);
    }

    [Fact]
    public async Task No_key_address_or_content_is_printed()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        Execute(folder, "UPDATE identities SET key = substr(key, 2); UPDATE device SET noise_key = substr(noise_key, 2); UPDATE sessions SET record = CAST(record AS TEXT)");
        var secrets = folder.Query("SELECT address FROM identities UNION SELECT address FROM sessions UNION SELECT user_id FROM device_registry UNION SELECT jid FROM tc_tokens UNION SELECT pn FROM device")
            .Select(row => (string)row[0]);

        foreach (var arguments in new[] { new[] { "verify", folder.Database }, ["verify", folder.Database, "--json"] })
        {
            var run = await CliRun.InProcessAsync(arguments);
            Assert.Equal(1, run.Status);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_table_says_the_verdict_and_fits_a_hundred_columns()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        Execute(folder, "UPDATE identities SET key = x'00'");

        var run = await CliRun.InProcessAsync("verify", folder.Database);

        Assert.Equal(1, run.Status);
        Assert.All(["2 errors", "error", "identities", "key has another", "..."], part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Fact]
    public async Task Help_says_what_the_status_means()
    {
        var run = await CliRun.InProcessAsync("verify", "--help");

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("130 after Ctrl-C", run.Output, StringComparison.Ordinal);
        Assert.Contains("verify", (await CliRun.InProcessAsync("--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_verified_is_one_line_and_status_1()
    {
        using var folder = new StoreFolder();

        (await CliRun.InProcessAsync("verify", folder.Database)).AssertFailed(ExitStatus.Failure, $"{folder.Database} cannot be verified: ");
        Assert.Equal(ExitStatus.Usage, (await CliRun.InProcessAsync("verify")).Status);
    }

    [Fact]
    public async Task Cancelled_it_says_so_and_leaves_nothing()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage17);

        (await CliRun.InProcessAsync(new CancellationToken(canceled: true), "verify", folder.Database)).AssertFailed(ExitStatus.Interrupted, "interrupted");
    }

    [UnixFact]
    public async Task Ctrl_C_ends_a_long_one_with_130_and_removes_its_copy()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        using var temporary = new StoreFolder();
        Execute(folder, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) INSERT INTO sessions SELECT 'n' || i, randomblob(20), 1 FROM n");
        await File.WriteAllBytesAsync(folder.File("store.db-wal"), []);
        using var process = CliProcess.Start(temporary.Path, [], "verify", folder.Database);
        // It says where it is when it takes long; before that the copy shows that it runs.
        for (var i = 0; i < 3_000 && !process.HasEnded && !Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*").Any(); i++)
        {
            await Task.Delay(10);
        }

        await Task.Delay(500);
        process.Signal("INT");
        var run = await process.EndAsync();

        Assert.Equal((130, ""), (run.Status, run.Output));
        Assert.EndsWith("wastore: interrupted\n", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path, "wastore-*"));
    }

    static string? Code(JsonElement finding) => finding.GetProperty("code").GetString();

    static void Execute(StoreFolder folder, string sql)
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
