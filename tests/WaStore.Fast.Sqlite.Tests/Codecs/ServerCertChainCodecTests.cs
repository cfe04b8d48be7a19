using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class ServerCertChainCodecTests
{
    // spec/storage.md 3.3
    const string ProtobufVector = "0a2e0a20 32*ab 1080e2cfaa061880e6fe8907 122e0a20 32*cd 10f4e5cfaa06188ce2fe8907";
    const string BincodeVector = "32*ab fc00e2a7cafc00667fe2 32*cd fce8e5a7cafc18627fe2";

    static readonly ServerCertChain s_vector = new(
        new NoiseCert(new Key32(Hex.Bytes("32*ab")), 1700000000, 1900000000),
        new NoiseCert(new Key32(Hex.Bytes("32*cd")), 1700000500, 1899999500));

    [Theory]
    [InlineData(ProtobufVector, BlobForm.Protobuf, 96)]
    [InlineData(BincodeVector, BlobForm.Bincode, 84)]
    internal void Vectors_decode_to_the_same_chain(string hex, BlobForm form, int length)
    {
        var blob = Hex.Bytes(hex);

        Assert.Equal(length, blob.Length);
        Assert.Equal(form, ServerCertChainCodec.Decode(blob, out var chain));
        Assert.Equal(s_vector, chain);
    }

    [Fact]
    public void Encode_gives_the_protobuf_vector() => Assert.Equal(Hex.Bytes(ProtobufVector), Hex.Encode(s_vector, ServerCertChainCodec.Encode));

    [Theory]
    [InlineData(0, -1)]
    [InlineData(-5, 0)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void Times_survive_a_round_trip(long notBefore, long notAfter)
    {
        var chain = s_vector with { Leaf = s_vector.Leaf with { NotBefore = notBefore, NotAfter = notAfter } };

        Assert.Equal(BlobForm.Protobuf, ServerCertChainCodec.Decode(Hex.Encode(chain, ServerCertChainCodec.Encode), out var decoded));
        Assert.Equal(chain, decoded);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("0a22 0a20 32*ab", "no leaf")]
    [InlineData("1222 0a20 32*ab", "no intermediate")]
    [InlineData("0a21 0a1f 31*ab 1222 0a20 32*cd", "key of 31 bytes")]
    [InlineData("0a22 0a20 32*ab 1200", "leaf without a key")]
    [InlineData("0a24 0a20 32*ab 1201 1222 0a20 32*cd", "not_before as bytes")]
    [InlineData("0801 1222 0a20 32*cd", "intermediate as a varint")]
    [InlineData("32*ab fc00e2a7cafc00667fe2 32*cd fce8e5a7cafc18627fe2 00", "bincode with a byte left over")]
    [InlineData("32*ab fc00e2a7cafc00667fe2 32*cd fce8e5a7ca", "bincode cut short")]
    public void Other_blobs_are_undecodable(string hex, string what)
    {
        Assert.True(ServerCertChainCodec.Decode(Hex.Bytes(hex), out var chain) == BlobForm.Undecodable, what);
        Assert.Null(chain);
    }
}
