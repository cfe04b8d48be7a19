using System.Globalization;
using System.Text.Json;

namespace WaStore.Fast.Cli.Tests;

/// <summary>What <c>wastore inspect</c> says of databases that the Rust client wrote, against the rows that another SQLite client reads.</summary>
public sealed class InspectGoldenTests
{
    static readonly string[] s_tables =
    [
        "identities", "sessions", "prekeys", "sender_keys", "signed_prekeys", "app_state_keys", "app_state_versions", "app_state_mutation_macs", "lid_pn_mapping",
        "base_keys", "device_registry", "tc_tokens", "sent_messages", "sender_key_devices", "msg_secrets", "group_metadata", "pending_inbound_messages",
    ];

    static readonly string[] s_preKeyNumbers = ["count", "uploaded", "leastId", "greatestId", "firstUnuploadedId"];

    [Fact]
    public async Task Every_account_has_its_rows_ids_and_times()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);

        var run = await CliRun.InProcessAsync("inspect", folder.Database, "--json");

        Assert.Equal((0, ""), (run.Status, run.Error));
        var accounts = run.Json.GetProperty("accounts").EnumerateArray().ToArray();
        Assert.Equal([1, 2], accounts.Select(account => account.GetProperty("deviceId").GetInt32()));
        foreach (var account in accounts)
        {
            var id = account.GetProperty("deviceId").GetInt32();
            Assert.Equal(
                s_tables.Select(table => KeyValuePair.Create(table, Scalar(folder, $"SELECT COUNT(*) FROM {table} WHERE device_id = {id}"))),
                account.GetProperty("rows").EnumerateObject().Select(row => KeyValuePair.Create(row.Name, row.Value.GetInt64())));
            AssertDevice(folder, id, account.GetProperty("device"));
            AssertPreKeys(folder, id, account);
            AssertTimes(folder, id, account.GetProperty("activity"));
        }
    }

    [Fact]
    public async Task The_library_the_migrations_and_the_sizes_are_told()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);

        var json = (await CliRun.InProcessAsync("inspect", folder.Database, "--json")).Json;

        Assert.Equal((string)folder.Query("SELECT sqlite_version()")[0][0], json.GetProperty("library").GetProperty("version").GetString());
        Assert.Contains("WAL-reset bug", json.GetProperty("library").GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal("TheFile", json.GetProperty("source").GetString());
        Assert.Equal(folder.Database, json.GetProperty("path").GetString());
        Assert.Equal(new FileInfo(folder.Database).Length, json.GetProperty("file").GetProperty("bytes").GetInt64());
        Assert.Equal(0, json.GetProperty("file").GetProperty("walBytes").GetInt64());
        Assert.Equal(Scalar(folder, "PRAGMA page_count"), json.GetProperty("file").GetProperty("pages").GetInt64());
        var migrations = json.GetProperty("migrations");
        Assert.Equal((24, 24), (migrations.GetProperty("known").GetInt32(), migrations.GetProperty("applied").GetInt32()));
        Assert.Equal((0, 0), (migrations.GetProperty("missing").GetArrayLength(), migrations.GetProperty("unknown").GetArrayLength()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_key_is_ever_printed(bool json)
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);
        string[] queries =
        [
            "SELECT noise_key, identity_key, signed_pre_key, signed_pre_key_signature, adv_secret_key, account, edge_routing_info, nct_salt, server_cert_chain FROM device",
            "SELECT key FROM prekeys", "SELECT record FROM signed_prekeys", "SELECT key FROM identities", "SELECT key_data FROM app_state_keys", "SELECT secret FROM msg_secrets",
            "SELECT token FROM tc_tokens", "SELECT record FROM sender_keys",
        ];
        // Halves, so that the private part of a pair or the middle of a record would be noticed too.
        var secrets = queries.SelectMany(folder.Query).SelectMany(row => row.OfType<byte[]>()).Where(blob => blob.Length >= 16)
            .SelectMany(blob => new[] { blob, blob[..(blob.Length / 2)], blob[(blob.Length / 2)..] }).ToArray();
        Assert.True(secrets.Length > 1_000);

        var run = await CliRun.InProcessAsync(json ? ["inspect", folder.Database, "--json"] : ["inspect", folder.Database]);

        Assert.Equal(0, run.Status);
        Assert.All(secrets, secret =>
        {
            Assert.DoesNotContain(Convert.ToHexString(secret), run.Output, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(secret).TrimEnd('='), run.Output, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_table_names_both_accounts_and_fits_a_hundred_columns()
    {
        using var folder = StoreFolder.With(StoreFolder.Stage24);

        var run = await CliRun.InProcessAsync("inspect", folder.Database);

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.All(
            ["account 1", "account 2", "559980000001:11@s.whatsapp.net", "559980000002:12@s.whatsapp.net", "Loja São João", "24 of 24", "715 stored, 702 uploaded", "WAL-reset bug"],
            part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    [Theory]
    [InlineData(StoreFolder.Stage14, 14)]
    [InlineData(StoreFolder.Stage17, 17)]
    [InlineData(StoreFolder.Stage23, 23)]
    public async Task An_older_file_is_read_as_if_it_were_migrated_and_is_not(string golden, int applied)
    {
        using var folder = StoreFolder.With(golden);
        var before = folder.Listing();

        var json = (await CliRun.InProcessAsync("inspect", folder.Database, "--json")).Json;

        Assert.Equal(before, folder.Listing());
        Assert.Equal("MigratedCopy", json.GetProperty("source").GetString());
        Assert.Equal(applied, json.GetProperty("migrations").GetProperty("applied").GetInt32());
        Assert.Equal(24 - applied, json.GetProperty("migrations").GetProperty("missing").GetArrayLength());
        Assert.EndsWith(" add_client_expiration", json.GetProperty("migrations").GetProperty("missing").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
        foreach (var account in json.GetProperty("accounts").EnumerateArray())
        {
            var id = account.GetProperty("deviceId").GetInt32();
            Assert.Equal(
                Scalar(folder, $"SELECT COUNT(*) FROM sessions WHERE device_id = {id}"), account.GetProperty("rows").GetProperty("sessions").GetInt64());
        }

        Assert.Equal(2, json.GetProperty("accounts").GetArrayLength());
    }

    static void AssertDevice(StoreFolder folder, int id, JsonElement device)
    {
        var row = Assert.Single(folder.Query(
            $"SELECT NULLIF(pn, ''), NULLIF(lid, ''), push_name, account IS NOT NULL, registration_id, login_counter, lid_migrated, server_has_prekeys, next_pre_key_id, first_unupload_pre_key_id, signed_pre_key_id, last_signed_pre_key_rotation_ms FROM device WHERE id = {id}"));
        Assert.Equal(row[0] as string, device.GetProperty("pn").GetString());
        Assert.Equal(row[1] as string, device.GetProperty("lid").GetString());
        Assert.Equal((string)row[2], device.GetProperty("pushName").GetString());
        Assert.Equal((long)row[3] != 0, device.GetProperty("isPaired").GetBoolean());
        Assert.Equal((long)row[4], device.GetProperty("registrationId").GetInt64());
        Assert.Equal((long)row[5], device.GetProperty("loginCounter").GetInt64());
        Assert.Equal(row[6] is true or not (false or 0L), device.GetProperty("isLidMigrated").GetBoolean());
        Assert.Equal(row[7] is true or not (false or 0L), device.GetProperty("serverHasPreKeys").GetBoolean());
        Assert.Equal((long)row[8], device.GetProperty("nextPreKeyId").GetInt64());
        Assert.Equal((long)row[9], device.GetProperty("firstUnuploadPreKeyId").GetInt64());
        Assert.Equal((long)row[10], device.GetProperty("signedPreKeyId").GetInt64());
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds((long)row[11]), device.GetProperty("signedPreKeyRotation").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, device.GetProperty("unsignedNote").ValueKind);
    }

    static void AssertPreKeys(StoreFolder folder, int id, JsonElement account)
    {
        var keys = account.GetProperty("preKeys");
        var row = Assert.Single(folder.Query(
            $"SELECT COUNT(*), SUM(uploaded <> 0), MIN(id), MAX(id), (SELECT MIN(id) FROM prekeys WHERE device_id = {id} AND uploaded = 0) FROM prekeys WHERE device_id = {id}"));
        Assert.Equal(
            row.Cast<long>(),
            s_preKeyNumbers.Select(name => keys.GetProperty(name).GetInt64()));
        Assert.Equal(
            folder.Query($"SELECT id FROM signed_prekeys WHERE device_id = {id} ORDER BY id").Select(signed => (long)signed[0]),
            account.GetProperty("signedPreKeyIds").EnumerateArray().Select(signed => signed.GetInt64()));
    }

    static void AssertTimes(StoreFolder folder, int id, JsonElement activity)
    {
        AssertTime("newestSentMessage", "SELECT MAX(created_at) FROM sent_messages");
        AssertTime("oldestPendingInbound", "SELECT MIN(inserted_at) FROM pending_inbound_messages");
        AssertTime("newestDeviceList", "SELECT MAX(updated_at) FROM device_registry");
        AssertTime("newestLidMapping", "SELECT MAX(updated_at) FROM lid_pn_mapping");
        AssertTime("newestDistribution", "SELECT MAX(updated_at) FROM sender_key_devices");
        AssertTime("newestSecretMessage", "SELECT MAX(message_ts) FROM msg_secrets");

        void AssertTime(string name, string sql) =>
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Scalar(folder, $"{sql} WHERE device_id = {id}")), activity.GetProperty(name).GetDateTimeOffset());
    }

    static long Scalar(StoreFolder folder, string sql) => Convert.ToInt64(folder.Query(sql)[0][0], CultureInfo.InvariantCulture);
}
