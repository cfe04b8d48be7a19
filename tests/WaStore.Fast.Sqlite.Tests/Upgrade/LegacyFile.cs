using System.Globalization;
using WaStore.Fast.Sqlite.Tests.Codecs;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>A file with each form that the three blobs of the store can have: what is written, and what has to become of it.</summary>
static class LegacyFile
{
    // spec/storage.md 3.3, the vectors; and what differs from them by a little.
    internal static readonly string BincodeKey = Text("20 32*11 04aabbccdd fc00e2a7ca");
    internal static readonly string ProtobufKey = Text("0a20 32*11 1204aabbccdd 1880e2cfaa06");
    internal static readonly string BincodeVersion = Text("07 de 126*00 ad 00");
    internal static readonly string ProtobufVersion = Text("0807128001 de 126*00 ad");
    internal static readonly string BincodeChain = Text("32*ab fc00e2a7ca fc00667fe2 32*cd fce8e5a7ca fc18627fe2");
    internal static readonly string ProtobufChain = Text("0a2e0a20 32*ab 1080e2cfaa06 1880e6fe8907 122e0a20 32*cd 10f4e5cfaa06 188ce2fe8907");

    static readonly (string Table, string Key, int Account, string Written, string? Reencoded)[] s_rows =
    [
        Key("01", 1, BincodeKey, ProtobufKey),
        Key("01", 2, BincodeKey, ProtobufKey),
        Key("02", 1, ProtobufKey),
        Key("03", 1, "00 04aabbccdd fc00e2a7ca"),
        Key("04", 1, "1f 31*11 00 00"),
        Key("05", 1, "21 33*11 00 00"),
        Key("06", 1, "20 32*11 04aabbccdd fc00e2a7ca 00"),
        Key("07", 1, "20 32*11 04aabb"),
        Key("08", 1, "20"),
        Key("09", 1, ""),
        // Protobuf of a newer writer: a field that we do not know, behind and before the others; the latter begins as a bincode key does.
        Key("0a", 1, ProtobufKey + " 2801"),
        Key("0b", 1, "2001 " + ProtobufKey),
        Version("regular", 1, BincodeVersion, ProtobufVersion),
        Version("regular", 2, ProtobufVersion),
        Version("mapped", 1, "fb2c01 128*05 02 02c3a9 00 0161 02aabb", "08ac02 128001 128*05 1a07 0a0161 1202aabb 1a06 0a02c3a9 1200"),
        Version("zero", 1, "00 128*00 00", "128001 128*00"),
        Version("newer", 1, ProtobufVersion + " 2001 2801"),
        Version("short", 1, "07 127*00 00"),
        Version("long", 1, "07 128*00 00 00"),
        Version("empty", 1, ""),
        Chain(1, BincodeChain, ProtobufChain),
        Chain(2, ProtobufChain),
        Chain(3, "83*ab"),
        Chain(4, ""),
    ];

    internal static IReadOnlyList<ReencodedBlobs> Reencoded { get; } =
    [
        new(1, LegacyBlobKind.SyncKey, 1), new(1, LegacyBlobKind.CollectionVersion, 3), new(1, LegacyBlobKind.ServerCertChain, 1), new(2, LegacyBlobKind.SyncKey, 1),
    ];

    /// <summary>What <see cref="Read"/> finds before.</summary>
    internal static IReadOnlyList<string> Written { get; } = Lines(row => row.Written);

    /// <summary>What <see cref="Read"/> has to find after.</summary>
    internal static IReadOnlyList<string> Expected { get; } = Lines(row => row.Reencoded ?? row.Written);

    static IEnumerable<string> Others =>
    [
        // Types that none of the family writes; the first begins with a space, which is 0x20.
        "app_state_keys 0C 1 text ' a text'", "app_state_versions number 1 integer 7", "device 5 5 null NULL", "device 6 6 text 'a text'",
    ];

    internal static void Fill(WitnessConnection connection)
    {
        for (var account = 1; account <= 6; account++)
        {
            StageData.InsertDevice(connection, account);
        }

        connection.RunImmediate(() =>
        {
            foreach (var (table, key, account, written, _) in s_rows)
            {
                connection.Execute(table switch
                {
                    "app_state_keys" => $"INSERT INTO app_state_keys VALUES (x'{key}', x'{Text(written)}', {account})",
                    "app_state_versions" => $"INSERT INTO app_state_versions VALUES ('{key}', x'{Text(written)}', {account})",
                    _ => $"UPDATE device SET server_cert_chain = x'{Text(written)}' WHERE id = {account}",
                });
            }

            connection.Execute(
                """
                INSERT INTO app_state_keys VALUES (x'0c', ' a text', 1);
                INSERT INTO app_state_versions VALUES ('number', 7, 1);
                UPDATE device SET server_cert_chain = 'a text' WHERE id = 6;
                """);
        });
    }

    internal static IReadOnlyList<string> Read(WitnessConnection connection) => connection.QueryTexts(
        """
        SELECT 'app_state_keys ' || hex(key_id) || ' ' || device_id || ' ' || typeof(key_data) || ' ' || quote(key_data) AS line FROM app_state_keys
        UNION ALL SELECT 'app_state_versions ' || name || ' ' || device_id || ' ' || typeof(state_data) || ' ' || quote(state_data) FROM app_state_versions
        UNION ALL SELECT 'device ' || id || ' ' || id || ' ' || typeof(server_cert_chain) || ' ' || quote(server_cert_chain) FROM device
        ORDER BY line
        """);

    /// <summary>What the store answers for every one of the rows.</summary>
    internal static async Task<List<string>> AnswersAsync(SqliteDatabase database)
    {
        var lines = new List<string>();
        foreach (var (table, key, account, _, _) in s_rows)
        {
            var store = database.Account(account);
            lines.Add(table switch
            {
                "app_state_keys" => $"{account} key {key}: {Print((await store.GetSyncKeyAsync(Convert.FromHexString(key)))?.KeyData)}",
                "app_state_versions" => $"{account} version {key}: {await PrintVersionAsync(store, key)}",
                _ => $"{account} certificates: {(await store.LoadAsync())!.ServerCertChain}",
            });
        }

        return lines;
    }

    static async Task<string> PrintVersionAsync(SqliteStore store, string name) => await store.TryGetVersionAsync(name) is { } state
        ? $"{state.Version} {Print(state.Hash)} {state.MacMismatchFatal} {Print(state.UnknownFields)} {string.Join(' ', state.IndexValueMap.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}={Print(entry.Value)}"))}"
        : "absent";

    static string Print(ReadOnlyMemory<byte>? bytes) => bytes is { } found ? Convert.ToHexString(found.Span) : "absent";

    static string Text(string hex) => Convert.ToHexString(Hex.Bytes(hex));

    static (string Table, string Key, int Account, string Written, string? Reencoded) Key(string id, int account, string written, string? reencoded = null) =>
        ("app_state_keys", id, account, written, reencoded);

    static (string Table, string Key, int Account, string Written, string? Reencoded) Version(string name, int account, string written, string? reencoded = null) =>
        ("app_state_versions", name, account, written, reencoded);

    static (string Table, string Key, int Account, string Written, string? Reencoded) Chain(int account, string written, string? reencoded = null) =>
        ("device", account.ToString(CultureInfo.InvariantCulture), account, written, reencoded);

    static List<string> Lines(Func<(string Table, string Key, int Account, string Written, string? Reencoded), string> blob) =>
        [.. s_rows.Select(row => $"{row.Table} {row.Key.ToUpperInvariantIf(row.Table == "app_state_keys")} {row.Account} blob X'{Text(blob(row))}'").Concat(Others).Order(StringComparer.Ordinal)];

    static string ToUpperInvariantIf(this string text, bool isHex) => isHex ? text.ToUpperInvariant() : text;
}
