using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class HashStateCodecTests
{
    // spec/storage.md 3.3
    const string ProtobufVector = "0807128001 de 126*00 ad";
    const string BincodeVector = "07 de 126*00 ad 00";

    static readonly HashState s_vector = new() { Version = 7, Hash = Hex.Bytes("de 126*00 ad") };

    [Theory]
    [InlineData(ProtobufVector, BlobForm.Protobuf, 133)]
    [InlineData(BincodeVector, BlobForm.Bincode, 130)]
    internal void Vectors_decode_to_the_same_state(string hex, BlobForm form, int length)
    {
        var blob = Hex.Bytes(hex);

        Assert.Equal(length, blob.Length);
        Assert.Equal(form, HashStateCodec.Decode(blob, out var state));
        Assert.Equal(s_vector, state);
    }

    [Fact]
    public void Encode_gives_the_protobuf_vector()
    {
        Assert.Equal(Hex.Bytes(ProtobufVector), Hex.Encode(s_vector, HashStateCodec.Encode));
        Assert.Equal(Hex.Bytes(ProtobufVector + " 2001"), Hex.Encode(s_vector with { MacMismatchFatal = true }, HashStateCodec.Encode));
    }

    [Fact]
    public void The_map_is_written_by_the_ordinal_of_its_keys_and_read_back()
    {
        var forwards = s_vector with { IndexValueMap = Map("B", "a", "é", "") };
        var backwards = s_vector with { IndexValueMap = Map("", "é", "a", "B") };

        var blob = Hex.Encode(forwards, HashStateCodec.Encode);

        Assert.Equal(blob, Hex.Encode(backwards, HashStateCodec.Encode));
        Assert.EndsWith(
            Convert.ToHexStringLower(Hex.Bytes("1a05 0a00 120199 1a06 0a0142 120199 1a06 0a0161 120199 1a07 0a02c3a9 120199")),
            Convert.ToHexStringLower(blob),
            StringComparison.Ordinal);
        Assert.Equal(BlobForm.Protobuf, HashStateCodec.Decode(blob, out var state));
        Assert.Equal(forwards, state);
    }

    [Fact]
    public void A_bincode_map_is_read()
    {
        Assert.Equal(BlobForm.Bincode, HashStateCodec.Decode(Hex.Bytes("fb2c01 128*05 02 0161 02aabb 02c3a9 00"), out var state));
        Assert.Equal(300UL, state!.Version);
        Assert.Equal(2, state.IndexValueMap.Count);
        Assert.Equal([0xAA, 0xBB], state.IndexValueMap["a"].ToArray());
        Assert.True(state.IndexValueMap["é"].IsEmpty);
        Assert.False(state.MacMismatchFatal);
    }

    [Fact]
    public void Unknown_fields_are_carried_through_a_rewrite()
    {
        // 5: what a newer upstream may call `bootstrapped`; 2000: something else, as bytes.
        var blob = Hex.Bytes(ProtobufVector + " 2801 827d 02ffff");

        Assert.Equal(BlobForm.Protobuf, HashStateCodec.Decode(blob, out var state));
        Assert.Equal(Hex.Bytes("0808" + ProtobufVector[4..] + " 2801 827d 02ffff"), Hex.Encode(state! with { Version = 8 }, HashStateCodec.Encode));
    }

    [Fact]
    public void A_missing_version_is_0()
    {
        Assert.Equal(BlobForm.Protobuf, HashStateCodec.Decode(Hex.Bytes("128001 128*00"), out var state));
        Assert.Equal(HashState.Empty, state);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("0807 12 7f 127*00", "hash of 127 bytes")]
    [InlineData("0807 12 8101 129*00", "hash of 129 bytes")]
    [InlineData("0807", "no hash")]
    [InlineData("0807128001 128*00 1a 04 0a02ff41", "map key that is no UTF-8")]
    [InlineData("0807128001 128*00 1a 03 0a0541", "truncated map entry")]
    [InlineData("0807128001 128*00 1a 02 0801", "map key as a varint")]
    [InlineData("0807128001 128*00 2201 01", "latch as bytes")]
    [InlineData("07 128*00", "bincode without a map")]
    [InlineData("07 128*00 01 0161", "bincode map cut short")]
    [InlineData("07 128*00 00 00", "bincode with a byte left over")]
    [InlineData("07 128*00 01 01ff 00", "bincode key that is no UTF-8")]
    [InlineData("07 128*00 fdffffffffffffffff", "bincode map with more entries than bytes")]
    public void Other_blobs_are_undecodable(string hex, string what)
    {
        Assert.True(HashStateCodec.Decode(Hex.Bytes(hex), out var state) == BlobForm.Undecodable, what);
        Assert.Null(state);
    }

    static Dictionary<string, ReadOnlyMemory<byte>> Map(params string[] keys) =>
        keys.ToDictionary(key => key, _ => (ReadOnlyMemory<byte>)new byte[] { 0x99 }, StringComparer.Ordinal);
}
