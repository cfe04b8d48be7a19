using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class SyncKeyCodecTests
{
    // spec/storage.md 3.3
    const string ProtobufVector = "0a20 32*11 1204aabbccdd1880e2cfaa06";
    const string BincodeVector = "20 32*11 04aabbccdd fc00e2a7ca";

    static readonly AppStateSyncKey s_vector = new(Hex.Bytes("32*11"), Hex.Bytes("aabbccdd"), 1700000000);

    [Theory]
    [InlineData(ProtobufVector, BlobForm.Protobuf)]
    [InlineData(BincodeVector, BlobForm.Bincode)]
    internal void Vectors_decode_to_the_same_key(string hex, BlobForm form)
    {
        Assert.Equal(form, SyncKeyCodec.Decode(Hex.Bytes(hex), out var key));
        Assert.Equal(s_vector, key);
    }

    // Each is also a protobuf message with an unknown field and a key of 32 bytes. Found by drawing keys.
    [Theory]
    [InlineData("20e1d5d698cd8ded390a20faac764f11a4ca96be1689135c476719214be298df1204aabbccddfc00e2a7ca")]
    [InlineData("20956f85634516c5e60a20ffe597ea0606ca9c6968ff1deaa6733da1c59d25b85204aabbccddfc00e2a7ca")]
    public void A_bincode_key_that_is_protobuf_too_is_bincode(string hex)
    {
        var blob = Hex.Bytes(hex);

        Assert.Equal(BlobForm.Bincode, SyncKeyCodec.Decode(blob, out var key));
        Assert.Equal(s_vector with { KeyData = blob.AsMemory(1, 32) }, key);
    }

    [Fact]
    public void Encode_gives_the_protobuf_vector() => Assert.Equal(Hex.Bytes(ProtobufVector), Hex.Encode(s_vector, SyncKeyCodec.Encode));

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Timestamps_survive_a_round_trip(long timestamp)
    {
        var key = s_vector with { Timestamp = timestamp, Fingerprint = default };

        Assert.Equal(BlobForm.Protobuf, SyncKeyCodec.Decode(Hex.Encode(key, SyncKeyCodec.Encode), out var decoded));
        Assert.Equal(key, decoded);
    }

    [Theory]
    [InlineData("0a1f 31*11 18 05", "protobuf key of 31 bytes")]
    [InlineData("0a21 33*11", "protobuf key of 33 bytes")]
    [InlineData("12 02 aabb 18 05", "protobuf without a key, though its bytes are a bincode key of 18 too, cut short")]
    [InlineData("", "empty")]
    [InlineData("ff", "neither form")]
    [InlineData("20 32*11 04 aabbccdd fc00e2a7ca 00", "bincode with a byte left over")]
    [InlineData("20 32*11 04 aabbccdd fc00e2a7", "bincode cut short")]
    public void Other_blobs_are_undecodable(string hex, string what)
    {
        Assert.True(SyncKeyCodec.Decode(Hex.Bytes(hex), out var key) == BlobForm.Undecodable, what);
        Assert.Null(key);
    }

    [Fact]
    public void A_bincode_key_of_another_length_is_returned_as_its_writer_did()
    {
        // The goldens hold one with no key data at all.
        Assert.Equal(BlobForm.Bincode, SyncKeyCodec.Decode(Hex.Bytes("00 02 aabb fcb88262d5"), out var key));
        Assert.Equal(new AppStateSyncKey(default, Hex.Bytes("aabb"), 1790001500), key);
    }

    [Fact]
    public void A_bincode_key_of_32_bytes_wins_over_its_protobuf_shape()
    {
        // As protobuf: field 4 = 17, 29 bytes of field 5, and a fingerprint that swallows the timestamp; no key.
        var blob = Hex.Bytes("20 112a1d 29*22 12 12 17*33 02");

        Assert.Equal(BlobForm.Bincode, SyncKeyCodec.Decode(blob, out var key));
        Assert.Equal(new AppStateSyncKey(Hex.Bytes("112a1d 29*22"), Hex.Bytes("12 17*33"), 1), key);
    }

    [Fact]
    public void A_well_formed_protobuf_without_a_valid_key_wins_over_a_bincode_key_of_another_length()
    {
        // As bincode: 10 bytes of key, no fingerprint, timestamp 1. As protobuf: a key of one byte, and field 4.
        Assert.Equal(BlobForm.Undecodable, SyncKeyCodec.Decode(Hex.Bytes("0a 01aa2208 6*bb 00 02"), out _));

        // The same with field 3 in place of 4: a timestamp that is bytes is no protobuf of this kind.
        Assert.Equal(BlobForm.Bincode, SyncKeyCodec.Decode(Hex.Bytes("0a 01aa1a08 6*bb 00 02"), out var key));
        Assert.Equal(new AppStateSyncKey(Hex.Bytes("01aa1a08 6*bb"), default, 1), key);
    }

    [Theory]
    [InlineData("0d 4*ff 0a20 32*ff", "field 1 as fixed32")]
    [InlineData("0a20 32*11 10 05", "fingerprint as varint")]
    [InlineData("0a20 32*11 1a 01 05", "timestamp as bytes")]
    public void Known_fields_of_a_wrong_wire_type_are_no_protobuf(string hex, string what) =>
        Assert.True(SyncKeyCodec.Decode(Hex.Bytes(hex), out _) == BlobForm.Undecodable, what);

    [Fact]
    public void Unknown_fields_are_skipped()
    {
        Assert.Equal(BlobForm.Protobuf, SyncKeyCodec.Decode(Hex.Bytes(ProtobufVector + " 2001 2a02ffff"), out var key));
        Assert.Equal(s_vector, key);
    }
}
