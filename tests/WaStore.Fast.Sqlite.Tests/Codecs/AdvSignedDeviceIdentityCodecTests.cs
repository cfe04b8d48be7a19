using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class AdvSignedDeviceIdentityCodecTests
{
    [Theory]
    [InlineData("", "no field at all")]
    [InlineData("0a00 2200", "fields that are there and empty")]
    [InlineData("0a02aabb 1220 32*01 1a40 64*02 2240 64*03", "all fields")]
    [InlineData("0a01aa 2a02ffff 3001", "fields of a newer writer")]
    public void Blobs_survive_a_round_trip_byte_for_byte(string hex, string what)
    {
        var blob = Hex.Bytes(hex);

        Assert.True(AdvSignedDeviceIdentityCodec.TryDecode(blob, out var account), what);
        Assert.Equal(blob, Hex.Encode(account!, AdvSignedDeviceIdentityCodec.Encode));
    }

    [Fact]
    public void Fields_are_told_apart()
    {
        Assert.True(AdvSignedDeviceIdentityCodec.TryDecode(Hex.Bytes("0a0101 120102 1a0103"), out var account));
        Assert.Equal(
            new AdvSignedDeviceIdentity { Details = Hex.Bytes("01"), AccountSignatureKey = Hex.Bytes("02"), AccountSignature = Hex.Bytes("03") },
            account);
        Assert.Null(account!.DeviceSignature);
    }

    [Theory]
    [InlineData("0a05 0102")]
    [InlineData("0801")]
    [InlineData("00")]
    public void Other_blobs_are_refused(string hex)
    {
        Assert.False(AdvSignedDeviceIdentityCodec.TryDecode(Hex.Bytes(hex), out var account));
        Assert.Null(account);
    }
}
