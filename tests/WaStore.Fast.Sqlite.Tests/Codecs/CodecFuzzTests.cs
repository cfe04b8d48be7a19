using System.Text;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

/// <summary>Damaged blobs: no exception, and whatever decodes survives a rewrite. Seeded, so that a failure can be repeated.</summary>
public sealed class CodecFuzzTests
{
    const int Mutations = 15_000;

    static readonly byte[][] s_syncKeys = [Hex.Bytes("0a20 32*11 1204aabbccdd1880e2cfaa06"), Hex.Bytes("20 32*11 04aabbccdd fc00e2a7ca"), Hex.Bytes("00 02 aabb fcb88262d5")];

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

    static readonly byte[][] s_expirations = [Encoding.UTF8.GetBytes("""{"expires_at":1790087400,"version":[2,3000,1039283747]}""")];

    [Fact]
    public void Sync_keys() => Mutate(s_syncKeys, 1, blob =>
    {
        var form = SyncKeyCodec.Decode(blob, out var key);
        Assert.Equal(form == BlobForm.Undecodable, key is null);
        if (key?.KeyData.Length == Key32.Length)
        {
            Assert.Equal(BlobForm.Protobuf, SyncKeyCodec.Decode(Hex.Encode(key, SyncKeyCodec.Encode), out var again));
            Assert.Equal(key, again);
        }
    });

    [Fact]
    public void Hash_states() => Mutate(s_hashStates, 2, blob =>
    {
        var form = HashStateCodec.Decode(blob, out var state);
        Assert.Equal(form == BlobForm.Undecodable, state is null);
        if (state is not null)
        {
            Assert.Equal(BlobForm.Protobuf, HashStateCodec.Decode(Hex.Encode(state, HashStateCodec.Encode), out var again));
            Assert.Equal(state, again);
        }
    });

    [Fact]
    public void Cert_chains() => Mutate(s_chains, 3, blob =>
    {
        var form = ServerCertChainCodec.Decode(blob, out var chain);
        Assert.Equal(form == BlobForm.Undecodable, chain is null);
        if (chain is not null)
        {
            Assert.Equal(BlobForm.Protobuf, ServerCertChainCodec.Decode(Hex.Encode(chain, ServerCertChainCodec.Encode), out var again));
            Assert.Equal(chain, again);
        }
    });

    [Fact]
    public void Accounts() => Mutate(s_accounts, 4, blob =>
    {
        if (AdvSignedDeviceIdentityCodec.TryDecode(blob, out var account))
        {
            Assert.True(AdvSignedDeviceIdentityCodec.TryDecode(Hex.Encode(account!, AdvSignedDeviceIdentityCodec.Encode), out var again));
            Assert.Equal(account, again);
        }
    });

    [Fact]
    public void Device_lists() => Mutate(s_lists, 5, json =>
    {
        if (DeviceListJson.TryDecode(json, out var devices))
        {
            Assert.True(DeviceListJson.TryDecode(Hex.Encode(devices, DeviceListJson.Encode), out var again));
            Assert.Equal(devices, again);
        }
        else
        {
            Assert.Empty(devices);
        }
    });

    [Fact]
    public void Client_expirations() => Mutate(s_expirations, 6, json =>
    {
        if (ClientExpirationJson.Decode(json) is { } expiration)
        {
            Assert.Equal(expiration, ClientExpirationJson.Decode(Encoding.UTF8.GetBytes(ClientExpirationJson.Encode(expiration))));
        }
    });

    [Fact]
    public void Fields_of_any_message_add_up_to_the_part_that_was_read() => Mutate([.. s_syncKeys, .. s_hashStates, .. s_chains, .. s_accounts], 7, message =>
    {
        var reader = new ProtoReader(message);
        var total = 0;
        while (reader.Read())
        {
            Assert.InRange(reader.FieldNumber, 1, (1 << 29) - 1);
            Assert.True(message.AsSpan(total).StartsWith(reader.Field));
            total += reader.Field.Length;
        }

        Assert.Equal(reader.IsMalformed, total != message.Length);
    });

    static void Mutate(byte[][] seeds, int randomSeed, Action<byte[]> check)
    {
        var random = new Random(randomSeed);
        for (var i = 0; i < Mutations; i++)
        {
            check(Damage(seeds[random.Next(seeds.Length)], random));
        }
    }

    static byte[] Damage(byte[] blob, Random random)
    {
        List<byte> bytes = [.. blob];
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3 when at < bytes.Count:
                    bytes.RemoveAt(at);
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    break;
            }
        }

        return [.. bytes];
    }
}
