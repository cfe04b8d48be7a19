using System.Globalization;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>
/// Rows for a file of any stage in every table that it has, and the same rows as they have to stand in the newest schema; both as plain INSERTs, so that the migrations
/// under test are not their own witness. Two accounts where the stage knows accounts.
/// </summary>
static class StageData
{
    // The column, the stage that has it first, and a value that is not its default.
    static readonly (int Stage, string Column, string Value)[] s_deviceColumns =
    [
        (1, "lid", "'1@lid'"), (1, "pn", "'2@s.whatsapp.net'"), (1, "registration_id", "-7"), (1, "noise_key", Blob(64, 1)), (1, "identity_key", Blob(64, 2)),
        (1, "signed_pre_key", Blob(64, 3)), (1, "signed_pre_key_id", "4"), (1, "signed_pre_key_signature", Blob(64, 5)), (1, "adv_secret_key", Blob(32, 6)),
        (1, "account", "x'0A0101'"), (1, "push_name", "'Ana'"), (1, "app_version_primary", "2"), (1, "app_version_secondary", "3000"),
        (1, "app_version_tertiary", "1023456789"), (1, "app_version_last_fetched_ms", "1700000000001"), (4, "edge_routing_info", "x'07'"), (6, "props_hash", "'hash'"),
        (8, "next_pre_key_id", "8"), (10, "nct_salt", "x'09'"), (13, "server_has_prekeys", "1"), (15, "login_counter", "10"), (19, "first_unupload_pre_key_id", "11"),
        (21, "lid_migrated", "1"), (22, "last_signed_pre_key_rotation_ms", "1700000000002"), (23, "read_receipts_disabled", "1"),
        (24, "server_client_expiration", "'{\"expires_at\":1,\"version\":[2,3,4]}'"),
    ];

    /// <summary>The accounts that a file of the stage can hold.</summary>
    internal static IEnumerable<int> Accounts(int stage) => stage == 0 ? [] : stage == 1 ? [1] : [1, 2];

    /// <summary>A device row of the newest schema.</summary>
    internal static void InsertDevice(WitnessConnection connection, int account) => connection.Execute(Device(24, account, isFinal: true));

    /// <summary>Fills a file that <see cref="TempDatabase.CreateAtStage"/> made.</summary>
    internal static void Fill(WitnessConnection connection, int stage) =>
        connection.RunImmediate(() => connection.Execute(string.Join(";\n", Accounts(stage).SelectMany(account => Rows(stage, account)).Select(row => row.Old).OfType<string>())));

    /// <summary>Fills an empty file of the newest schema with what has to become of it.</summary>
    internal static void FillExpected(WitnessConnection connection, int stage) =>
        connection.RunImmediate(() => connection.Execute(string.Join(";\n", Accounts(stage).SelectMany(account => Rows(stage, account)).Select(row => row.New).OfType<string>())));

    static IEnumerable<(string? Old, string? New)> Rows(int stage, int account)
    {
        yield return (Device(stage, account, isFinal: false), Device(stage, account, isFinal: true));
        (string Table, string Values)[] first =
        [
            ("identities", $"'3@lid.0', {Blob(32, 7)}"), ("sessions", $"'3@lid.0', {Blob(5000, 8)}"), ("sessions", "'empty@lid.0', x''"), ("prekeys", $"9, {Blob(70, 9)}, 1"),
            ("prekeys", $"10, {Blob(32, 10)}, 0"), ("signed_prekeys", $"11, {Blob(170, 11)}"), ("sender_keys", $"'g@g.us:3@lid.0', {Blob(90, 12)}"),
            ("app_state_mutation_macs", $"'regular', 13, {Blob(32, 13)}, {Blob(32, 14)}"),
        ];
        foreach (var (table, values) in first)
        {
            yield return (Plain(stage, table, values, account), Plain(24, table, values, account));
        }

        yield return (Plain(stage, "app_state_keys", $"x'01', x'{LegacyFile.BincodeKey}'", account), Plain(24, "app_state_keys", $"x'01', x'{LegacyFile.ProtobufKey}'", account));
        yield return (Plain(stage, "app_state_keys", "x'02', x'0004AABBCCDDFC00E2A7CA'", account), Plain(24, "app_state_keys", "x'02', x'0004AABBCCDDFC00E2A7CA'", account));
        yield return (Plain(stage, "app_state_versions", $"'regular', x'{LegacyFile.BincodeVersion}'", account), Plain(24, "app_state_versions", $"'regular', x'{LegacyFile.ProtobufVersion}'", account));
        foreach (var row in Recipients(stage, account).Concat(LaterTables(stage, account)).Concat(Secrets(stage, account)))
        {
            yield return row;
        }
    }

    // Number 11 unites two tables: a mark wins over "has received", and a mark on a bare user goes.
    static IEnumerable<(string? Old, string? New)> Recipients(int stage, int account)
    {
        if (stage is >= 3 and < 11)
        {
            yield return ($"INSERT INTO skdm_recipients VALUES ('g', '1:2@lid', {account}, 100)", $"INSERT INTO sender_key_devices VALUES ('g', '1:2@lid', 1, {account}, 100)");
            var marked = stage >= 5;
            yield return ($"INSERT INTO skdm_recipients VALUES ('g', '3:4@lid', {account}, 101)", marked ? null : $"INSERT INTO sender_key_devices VALUES ('g', '3:4@lid', 1, {account}, 101)");
            if (marked)
            {
                yield return ($"INSERT INTO sender_key_status VALUES ('g', '3:4@lid', {account}, 200)", $"INSERT INTO sender_key_devices VALUES ('g', '3:4@lid', 0, {account}, 200)");
                yield return ($"INSERT INTO sender_key_status VALUES ('g', '5:6@lid', {account}, 201)", $"INSERT INTO sender_key_devices VALUES ('g', '5:6@lid', 0, {account}, 201)");
                yield return ($"INSERT INTO sender_key_status VALUES ('g', '7@lid', {account}, 202)", null);
            }
        }
    }

    static IEnumerable<(string? Old, string? New)> LaterTables(int stage, int account)
    {
        (int Stage, string Insert)[] tables =
        [
            (4, $"lid_pn_mapping VALUES ('1', '2', 3, 'usync', 4, {account})"),
            (5, $"base_keys VALUES ('3@lid.0', 'm', x'05', {account}, 6)"),
            (5, $"device_registry (user_id, devices_json, timestamp, phash, device_id, updated_at) VALUES ('7', '[{{\"device_id\":0,\"key_index\":null}}]', 8, '2:x', {account}, 9)"),
            (7, $"tc_tokens VALUES ('10@lid', x'', 11, NULL, {account}, 12)"),
            (9, $"sent_messages VALUES ('13@lid', 'm', x'14', {account}, 15)"),
            (11, $"sender_key_devices VALUES ('g', '1:2@lid', 1, {account}, 16)"),
            (12, $"device_registry (user_id, devices_json, timestamp, device_id, updated_at, raw_id) VALUES ('17', '[]', 18, {account}, 19, -20)"),
            (18, $"group_metadata VALUES ('g', x'7B7D', {account}, 21)"),
            (20, $"pending_inbound_messages VALUES ('c', 's', 'm', x'22', {account}, 23)"),
        ];
        return tables.Where(table => stage >= table.Stage).Select(table => ((string?)$"INSERT INTO {table.Insert}", (string?)$"INSERT INTO {table.Insert}"));
    }

    // Number 17 lets the secrets that are there expire 30 days after they were made; later ones of 0 never expire.
    static IEnumerable<(string? Old, string? New)> Secrets(int stage, int account)
    {
        const string All = "INSERT INTO msg_secrets (chat, sender, msg_id, secret, device_id, created_at, expires_at, message_ts)";
        if (stage == 16)
        {
            yield return ($"INSERT INTO msg_secrets VALUES ('c', 's', 'm', {Blob(32, 15)}, {account}, 1000)", $"{All} VALUES ('c', 's', 'm', {Blob(32, 15)}, {account}, 1000, 2593000, 0)");
        }

        if (stage >= 17)
        {
            var never = $"{All} VALUES ('c', 's', 'never', {Blob(32, 16)}, {account}, 1000, 0, 7)";
            yield return (never, never);
        }
    }

    static string Device(int stage, int account, bool isFinal)
    {
        var columns = s_deviceColumns.Where(column => column.Stage <= stage).Select(column => (column.Column, column.Value)).ToList();
        if (stage >= 2 || isFinal)
        {
            columns.Insert(0, ("id", account.ToString(CultureInfo.InvariantCulture)));
        }

        if (stage is >= 14 and < 24)
        {
            columns.Add(("server_cert_chain", $"x'{(isFinal ? LegacyFile.ProtobufChain : LegacyFile.BincodeChain)}'"));
        }

        return $"INSERT INTO device ({string.Join(", ", columns.Select(column => column.Column))}) VALUES ({string.Join(", ", columns.Select(column => column.Value))})";
    }

    // The first migration's tables, to which the second adds the account as last column.
    static string Plain(int stage, string table, string values, int account) => $"INSERT INTO {table} VALUES ({values}{(stage >= 2 ? $", {account}" : "")})";

    static string Blob(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return $"x'{Convert.ToHexString(bytes)}'";
    }
}
