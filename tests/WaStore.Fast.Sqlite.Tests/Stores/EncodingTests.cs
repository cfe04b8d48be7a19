using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>
/// Rows in every encoding that a writer has used (spec/storage.md 3), put there by the other library and read through the API; and what the API writes, column by column, in
/// the cases that no golden holds (GoldenWritesTests compares the others).
/// </summary>
public sealed class EncodingTests : StoreTest
{
    const string SyncKeyProtobuf = "0a20 32*11 1204aabbccdd1880e2cfaa06";
    const string SyncKeyBincode = "20 32*11 04aabbccdd fc00e2a7ca";
    const string StateProtobuf = "0807 128001 dead 125*00 be";
    const string StateBincode = "07 dead 125*00 be 00";
    const string ChainProtobuf = "0a2e0a20 32*ab 1080e2cfaa061880e6fe8907 122e0a20 32*cd 10f4e5cfaa06188ce2fe8907";
    const string ChainBincode = "32*ab fc00e2a7cafc00667fe2 32*cd fce8e5a7cafc18627fe2";

    [Theory]
    [InlineData(SyncKeyProtobuf)]
    [InlineData(SyncKeyBincode)]
    public async Task A_sync_key(string stored)
    {
        Put($"INSERT INTO app_state_keys(key_id, key_data) VALUES (x'0102', {Blob(stored)})");

        var key = await Store.GetSyncKeyAsync(Sample.Of<byte>(1, 2));

        Assert.Equal(new AppStateSyncKey(Hex.Bytes("32*11"), Hex.Bytes("aabbccdd"), 1_700_000_000), key);
        Assert.Equal([1, 2], await Store.GetLatestSyncKeyIdAsync());
    }

    [Theory]
    [InlineData(StateProtobuf, false)]
    [InlineData(StateProtobuf + " 2001", true)]
    [InlineData(StateBincode, false)]
    public async Task A_collection_version(string stored, bool latch)
    {
        Put($"INSERT INTO app_state_versions(name, state_data) VALUES ('regular', {Blob(stored)})");

        var state = await Store.GetVersionAsync("regular");

        Assert.Equal(new HashState { Version = 7, Hash = Hex.Bytes("dead 125*00 be"), MacMismatchFatal = latch }, state);
    }

    [Theory]
    [InlineData(ChainProtobuf)]
    [InlineData(ChainBincode)]
    public async Task A_certificate_chain(string stored)
    {
        Put($"UPDATE device SET server_cert_chain = {Blob(stored)}");

        Assert.Equal(
            new ServerCertChain(new NoiseCert(new Key32(Hex.Bytes("32*ab")), 1_700_000_000, 1_900_000_000), new NoiseCert(new Key32(Hex.Bytes("32*cd")), 1_700_000_500, 1_899_999_500)),
            (await Store.LoadAsync())!.ServerCertChain);
    }

    [Theory]
    [InlineData("""[{"device_id":0,"key_index":null},{"device_id":33,"key_index":4}]""", false)]
    [InlineData("""[{"device_id":0,"key_index":null,"is_hosted":false},{"device_id":33,"key_index":4,"is_hosted":true}]""", true)]
    public async Task A_device_list_of_both_generations(string stored, bool hosted)
    {
        Put($"INSERT INTO device_registry(user_id, devices_json, timestamp, raw_id) VALUES ('7', '{stored}', 5, -1)");

        var list = (await Store.GetDevicesAsync("7"))!;

        Assert.Equal([new DeviceInfo(0, null, false), new DeviceInfo(33, 4, hosted)], list.Devices);
        Assert.Equal((5L, null, uint.MaxValue), (list.Timestamp, list.Phash, list.RawId!.Value));
    }

    [Theory]
    [InlineData("32*07")]
    [InlineData("0805 1220 32*01 1a20 32*02")]
    [InlineData("0805 1221 05 32*01 1a20 32*02")]
    public async Task A_pre_key_as_it_is(string stored)
    {
        Put($"INSERT INTO prekeys(id, key) VALUES (5, {Blob(stored)}); INSERT INTO signed_prekeys(id, record) VALUES (6, {Blob(stored)})");

        Assert.Equal(Hex.Bytes(stored), await Store.LoadPreKeyAsync(5));
        Assert.Equal(Hex.Bytes(stored), await Store.LoadSignedPreKeyAsync(6));
    }

    [Fact]
    public async Task An_empty_blob_is_there_and_NULL_is_not()
    {
        Put(
            """
            INSERT INTO tc_tokens(jid, token, token_timestamp) VALUES ('j', x'', 5);
            INSERT INTO sessions(address, record) VALUES ('a', x'');
            UPDATE device SET account = x'', nct_salt = x'', edge_routing_info = NULL;
            """);

        Assert.Equal((0, null), ((await Store.GetTcTokenAsync("j"))!.Token.Length, (await Store.GetTcTokenAsync("j"))!.SenderTimestamp));
        Assert.Empty((await Store.GetSessionAsync("a"))!);
        Assert.True(await Store.HasSessionAsync("a"));
        var device = (await Store.LoadAsync())!;
        Assert.Equal(new AdvSignedDeviceIdentity(), device.Account);
        Assert.Equal((0, null), (device.NctSalt!.Value.Length, device.EdgeRoutingInfo));
        Assert.Equal(0, Store.Health.CorruptRows);
    }

    [Fact]
    public async Task What_upstream_stores_as_signed_twins_and_cut_times_is_written_so()
    {
        var late = 4_000_000_000;
        await Store.StorePreKeyAsync(uint.MaxValue, default, uploaded: true);
        await Store.StoreSignedPreKeyAsync(0x80000000, default);
        await Store.PutMutationMacsAsync("c", ulong.MaxValue, Sample.Of(new MutationMac(Sample.Key(1), default)));
        await Store.UpdateDeviceListAsync(new DeviceListRecord("7", [], late, null, uint.MaxValue));
        await Store.PutTcTokenAsync("j", new TcToken(default, late, null));
        await Store.SetSenderKeyStatusAsync("g", Sample.Of(new SenderKeyDevice("d", true), new SenderKeyDevice("e", false)));
        await Store.PutSenderKeyAsync("s", default);
        await Store.PutGroupMetadataAsync("g", default);

        Assert.Equal(["integer -1, blob X'', integer 1"], Row("prekeys", "id", "key", "uploaded"));
        Assert.Equal(["integer -2147483648, blob X''"], Row("signed_prekeys", "id", "record"));
        Assert.Equal(["integer -1, blob X''"], Row("app_state_mutation_macs", "version", "value_mac"));
        Assert.Equal([$"text '[]', integer {unchecked((int)late)}, null NULL, integer -1"], Row("device_registry", "devices_json", "timestamp", "phash", "raw_id"));
        Assert.Equal([$"blob X'', integer {late}, null NULL"], Row("tc_tokens", "token", "token_timestamp", "sender_timestamp"));
        Assert.Equal(["text 'd', integer 1", "text 'e', integer 0"], Row("sender_key_devices", "device_jid", "has_key"));
        Assert.Equal(["blob X''"], Row("sender_keys", "record"));
        Assert.Equal(["blob X''"], Row("group_metadata", "info"));
    }

    [Fact]
    public async Task A_device_row_is_written_with_upstreams_types_also_at_the_ends_of_their_ranges()
    {
        var device = (await Store.LoadAsync())!;
        await Store.SaveAsync(device with
        {
            RegistrationId = uint.MaxValue,
            AppVersion = new AppVersion(uint.MaxValue, 1, uint.MaxValue),
            NextPreKeyId = 0x80000000,
            LidMigrated = true,
            Account = new AdvSignedDeviceIdentity(),
            NctSalt = ReadOnlyMemory<byte>.Empty,
            PushName = "",
        });

        Assert.Equal(
            ["integer -1, integer -1, integer 4294967295, integer -2147483648, integer 1, integer 0, blob X'', blob X'', null NULL, text '', text '', null NULL"],
            Row("device", "registration_id", "app_version_primary", "app_version_tertiary", "next_pre_key_id", "lid_migrated", "read_receipts_disabled", "account", "nct_salt", "edge_routing_info", "push_name", "lid", "props_hash"));
    }

    static string Blob(string hex) => $"x'{Convert.ToHexString(Hex.Bytes(hex))}'";

    void Put(string sql)
    {
        using var witness = Witness();
        witness.Execute(sql);
    }

    IReadOnlyList<string> Row(string table, params string[] columns)
    {
        using var witness = Witness();
        return witness.QueryTexts($"SELECT {string.Join(" || ', ' || ", columns.Select(static column => $"typeof({column}) || ' ' || quote({column})"))} FROM {table} ORDER BY rowid");
    }
}
