using System.Text;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Codecs.Fuzzing;

/// <summary>Every decoder over seeded mutations of the goldens' blobs and of hand-made ones: no exception, and what decodes survives a rewrite.</summary>
public sealed class DecoderFuzzTests(ITestOutputHelper output)
{
    static readonly byte[][] s_hashStates =
        [Hex.Bytes("0807128001 128*05 1a06 0a0161 120199 2001 2801"), Hex.Bytes("fb2c01 128*05 02 0161 02aabb 02c3a9 00")];

    static readonly byte[][] s_chains =
    [
        Hex.Bytes("0a2e0a20 32*ab 1080e2cfaa061880e6fe8907 122e0a20 32*cd 10f4e5cfaa06188ce2fe8907"),
        Hex.Bytes("32*ab fc00e2a7cafc00667fe2 32*cd fce8e5a7cafc18627fe2"),
    ];

    static readonly byte[][] s_accounts = [Hex.Bytes("0a02aabb 1204 01020304 1a05 0102030405 2206 010203040506 2a02ffff 3001")];

    static readonly byte[][] s_lists =
        [Encoding.UTF8.GetBytes("""[{"device_id":0,"key_index":null,"is_hosted":false},{"device_id":7,"key_index":1,"is_\u0068osted":true,"x":[{}]}]""")];

    static readonly byte[][] s_groups = [Encoding.UTF8.GetBytes("""{"participants":[{"user":"1","server":"lid","agent":0}],"addressing_mode":"lid","x":{"y":[1]}}""")];

    // A state with an identity and a receiver's chain with a message key, and a lease.
    static readonly byte[][] s_sessions = [Hex.Bytes("0a73 0803 1221 33*05 3a4c 0a21 33*05 2227 0801 a20620 32*09 00 a00640 aa0610 16*0b"), Hex.Bytes("0a25 0803 1221 33*05 a00640 aa0610 16*0b")];

    [Fact]
    public void Sync_keys() => Run(nameof(SyncKeyCodec), GoldenSeeds.Of("app_state_keys", "key_data"), static blob =>
    {
        var form = SyncKeyCodec.Decode(blob, out var key);
        Require((form == BlobForm.Undecodable) == (key is null));
        Require(key is null || form == BlobForm.Bincode || !SyncKeyCodec.IsOfAnotherLength(blob));
        if (key?.KeyData.Length == Key32.Length)
        {
            Require(SyncKeyCodec.Decode(Hex.Encode(key, SyncKeyCodec.Encode), out var again) == BlobForm.Protobuf && key.Equals(again));
        }

        return key is not null;
    });

    [Fact]
    public void Hash_states() => Run(nameof(HashStateCodec), [.. s_hashStates, .. GoldenSeeds.Of("app_state_versions", "state_data")], static blob =>
    {
        var form = HashStateCodec.Decode(blob, out var state);
        Require((form == BlobForm.Undecodable) == (state is null));
        if (state is not null)
        {
            Require(HashStateCodec.Decode(Hex.Encode(state, HashStateCodec.Encode), out var again) == BlobForm.Protobuf && state.Equals(again));
        }

        return state is not null;
    });

    [Fact]
    public void Cert_chains() => Run(nameof(ServerCertChainCodec), [.. s_chains, .. GoldenSeeds.Of("device", "server_cert_chain")], static blob =>
    {
        var form = ServerCertChainCodec.Decode(blob, out var chain);
        Require((form == BlobForm.Undecodable) == (chain is null));
        if (chain is not null)
        {
            Require(ServerCertChainCodec.Decode(Hex.Encode(chain, ServerCertChainCodec.Encode), out var again) == BlobForm.Protobuf && chain.Equals(again));
        }

        return chain is not null;
    });

    [Fact]
    public void Accounts() => Run(nameof(AdvSignedDeviceIdentityCodec), [.. s_accounts, .. GoldenSeeds.Of("device", "account")], static blob =>
    {
        if (!AdvSignedDeviceIdentityCodec.TryDecode(blob, out var account))
        {
            return false;
        }

        Require(AdvSignedDeviceIdentityCodec.TryDecode(Hex.Encode(account!, AdvSignedDeviceIdentityCodec.Encode), out var again) && account!.Equals(again));
        return true;
    });

    [Fact]
    public void Device_lists() => Run(nameof(DeviceListJson), [.. s_lists, .. GoldenSeeds.Of("device_registry", "devices_json")], static json =>
    {
        var isList = DeviceListJson.TryDecode(json, out var devices);
        Require(isList || devices.Count == 0);
        Require(!isList || (DeviceListJson.TryDecode(Hex.Encode(devices, DeviceListJson.Encode), out var again) && devices.SequenceEqual(again)));
        return isList;
    });

    [Fact]
    public void Client_expirations() => Run(nameof(ClientExpirationJson), GoldenSeeds.Of("device", "server_client_expiration"), static json =>
    {
        if (ClientExpirationJson.Decode(json) is not { } expiration)
        {
            return false;
        }

        Require(expiration.Equals(ClientExpirationJson.Decode(Encoding.UTF8.GetBytes(ClientExpirationJson.Encode(expiration)))));
        return true;
    });

    [Fact]
    public void Group_metadata() => Run(nameof(GroupMetadataJson), [.. s_groups, .. GoldenSeeds.Of("group_metadata", "info")], static json => GroupMetadataJson.IsWellFormed(json));

    [Fact]
    public void Jids() =>
        Run(nameof(JidText), [.. GoldenSeeds.Of("sender_key_devices", "device_jid"), .. GoldenSeeds.Of("device", "pn"), .. GoldenSeeds.Of("msg_secrets", "chat")], static text =>
        {
            var jid = Encoding.UTF8.GetString(text);
            Require(JidText.OrNull(jid) is null == !JidText.IsJid(jid));
            return JidText.IsJid(jid);
        });

    [Fact]
    public void Key_pairs() => Run(nameof(KeyPairCodec), GoldenSeeds.Of("device", "noise_key"), static blob =>
    {
        try
        {
            var pair = KeyPairCodec.Decode(blob, "noise_key");
            Require(KeyPairCodec.Encode(pair).AsSpan().SequenceEqual(blob));
            return true;
        }
        catch (StoreException exception) when (exception.Kind == StoreErrorKind.Validation && blob.Length != DeviceKeyPair.Length)
        {
            return false;
        }
    });

    [Fact]
    public void Sessions() => Run(nameof(RecordShapes.IsSession), [.. s_sessions, .. GoldenSeeds.Of("sessions", "record")], static blob =>
        RecordShapes.IsSession(blob) & RecordShapes.HasSoundLease(blob));

    [Fact]
    public void Sender_keys() => Run(nameof(RecordShapes.IsSenderKey), GoldenSeeds.Of("sender_keys", "record"), static blob =>
        RecordShapes.IsSenderKey(blob) & RecordShapes.HasSoundLease(blob));

    [Fact]
    public void Pre_keys() => Run(nameof(RecordShapes.IsPreKey), [.. GoldenSeeds.Of("prekeys", "key"), .. GoldenSeeds.Of("signed_prekeys", "record")], static blob =>
        RecordShapes.IsPreKey(blob) | RecordShapes.IsSignedPreKey(blob));

    [Fact]
    public void Fields_of_any_message_add_up_to_the_part_that_was_read() => Run(
        nameof(ProtoReader),
        [.. s_hashStates, .. s_chains, .. s_accounts, .. s_sessions, .. GoldenSeeds.Of("app_state_versions", "state_data"), .. GoldenSeeds.Of("sent_messages", "payload")],
        static message =>
        {
            var reader = new ProtoReader(message);
            var total = 0;
            while (reader.Read())
            {
                Require(reader.FieldNumber is >= 1 and <= (1 << 29) - 1);
                Require(message.AsSpan(total).StartsWith(reader.Field));
                total += reader.Field.Length;
            }

            Require(reader.IsMalformed == (total != message.Length));
            return !reader.IsMalformed;
        });

    [Fact]
    public void Bincode_is_read_to_its_end_or_refused() => Run(nameof(BincodeReader), GoldenSeeds.Of("app_state_keys", "key_data"), static blob =>
    {
        var reader = new BincodeReader(blob);
        while (!reader.AtEnd)
        {
            var before = reader.Remaining;
            if (!reader.TryReadBytes(out var bytes) || !reader.TryReadSigned(out _))
            {
                return false;
            }

            Require(reader.Remaining < before && bytes.Length < before);
        }

        return true;
    });

    [Fact]
    public void The_same_seed_makes_the_same_input_and_another_seed_another()
    {
        byte[][] blobs = [Hex.Bytes("0102030405060708")];
        Assert.Equal(Mutation.Of(blobs, 5), Mutation.Of(blobs, 5));
        Assert.True(Enumerable.Range(0, 100).Select(seed => Convert.ToHexString(Mutation.Of(blobs, seed))).Distinct().Count() > 60);
    }

    void Run(string name, IReadOnlyList<byte[]> blobs, Func<byte[], bool> decode) => output.WriteLine(FuzzRun.Run(name, blobs, decode));

    // Without the cost of Assert, which formats what it compares.
    static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("the decoder does not answer what it documents");
        }
    }
}
