using System.Text;
using System.Text.Json;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

/// <summary>Every blob that the reference's store encodes, in every golden row of every stage, against what its owner read from it.</summary>
public sealed class GoldenBlobsTests
{
    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public void Sync_keys(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var file = new WitnessConnection(golden.StorePath);
        foreach (var account in golden.Accounts)
        {
            var rows = file.QueryRows($"SELECT key_id, key_data FROM app_state_keys WHERE device_id = {account.DeviceId}")
                .ToDictionary(row => Convert.ToBase64String((byte[])row[0]!), row => (byte[])row[1]!);
            Assert.NotEmpty(rows);
            foreach (var (keyId, blob) in rows)
            {
                var form = SyncKeyCodec.Decode(blob, out var key);

                Assert.Equal(ReadSyncKey(account["syncKeys"].GetProperty(keyId)), key);
                Assert.Equal(key is null ? BlobForm.Undecodable : FormOf(stage), form);
                if (form == BlobForm.Protobuf)
                {
                    Assert.Equal(blob, Hex.Encode(key!, SyncKeyCodec.Encode));
                }
            }

            var absent = account["syncKeys"].EnumerateObject().Where(answer => !answer.Value.IsNull && !rows.ContainsKey(answer.Name));
            Assert.Empty(absent);
        }
    }

    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public void Versions(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var file = new WitnessConnection(golden.StorePath);
        foreach (var account in golden.Accounts)
        {
            var rows = file.QueryRows($"SELECT name, state_data FROM app_state_versions WHERE device_id = {account.DeviceId}")
                .ToDictionary(row => (string)row[0]!, row => (byte[])row[1]!);
            Assert.NotEmpty(rows);
            foreach (var answer in account["versions"].EnumerateObject())
            {
                if (!rows.TryGetValue(answer.Name, out var blob))
                {
                    Assert.Equal(HashState.Empty, ReadHashState(answer.Value));
                    continue;
                }

                Assert.Equal(FormOf(stage), HashStateCodec.Decode(blob, out var state));
                Assert.Equal(ReadHashState(answer.Value), state);
                var written = Hex.Encode(state!, HashStateCodec.Encode);
                Assert.Equal(BlobForm.Protobuf, HashStateCodec.Decode(written, out var again));
                Assert.Equal(state, again);
                if (stage >= GoldenStage.Migration23)
                {
                    // The reference writes the map in the order of its hashes; without one to order, the bytes are the same.
                    Assert.Equal(blob.Length, written.Length);
                    Assert.True(state!.IndexValueMap.Count > 1 || written.AsSpan().SequenceEqual(blob));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public void Device_lists(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var file = new WitnessConnection(golden.StorePath);
        foreach (var account in golden.Accounts)
        {
            var rows = file.QueryRows($"SELECT user_id, devices_json FROM device_registry WHERE device_id = {account.DeviceId}");
            Assert.NotEmpty(rows);
            foreach (var row in rows)
            {
                var json = Encoding.UTF8.GetBytes((string)row[1]!);
                Assert.True(DeviceListJson.TryDecode(json, out var devices));

                Assert.Equal(ReadDevices(account["deviceLists"].GetProperty((string)row[0]!)), devices);
                if (stage >= GoldenStage.Migration23)
                {
                    Assert.Equal(json, Hex.Encode(devices, DeviceListJson.Encode));
                }
            }
        }
    }

    // Only bincode ever stood in the first two stages; main of 2026-06-28 and later writes protobuf.
    static BlobForm FormOf(GoldenStage stage) => stage <= GoldenStage.Migration17 ? BlobForm.Bincode : BlobForm.Protobuf;

    static AppStateSyncKey? ReadSyncKey(JsonElement answer) => answer.IsNull
        ? null
        : new AppStateSyncKey(answer.GetProperty("keyData").BytesOrNull(), answer.GetProperty("fingerprint").BytesOrNull(), answer.GetProperty("timestamp").GetInt64());

    static HashState ReadHashState(JsonElement answer) => new()
    {
        Version = answer.GetProperty("version").GetUInt64(),
        Hash = answer.GetProperty("hash").BytesOrNull(),
        IndexValueMap = answer.GetProperty("indexValueMap").EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => new ReadOnlyMemory<byte>(entry.Value.BytesOrNull()),
            StringComparer.Ordinal),
        MacMismatchFatal = answer.Find("macMismatchFatal")?.GetBoolean() ?? false,
    };

    static IEnumerable<DeviceInfo> ReadDevices(JsonElement answer) => answer.GetProperty("devices").EnumerateArray().Select(device => new DeviceInfo(
        device.GetProperty("deviceId").GetUInt32(),
        device.GetProperty("keyIndex") is { IsNull: false } keyIndex ? keyIndex.GetUInt32() : null,
        device.Find("isHosted")?.GetBoolean() ?? false));
}
