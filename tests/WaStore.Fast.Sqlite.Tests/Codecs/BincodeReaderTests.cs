using WaStore.Fast.Sqlite.Codecs;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class BincodeReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("fa", 250)]
    [InlineData("fb fb00", 251)]
    [InlineData("fb ffff", 65535)]
    [InlineData("fc 00000100", 65536)]
    [InlineData("fc ffffffff", uint.MaxValue)]
    [InlineData("fd 0000000001000000", 1UL << 32)]
    [InlineData("fd ffffffffffffffff", ulong.MaxValue)]
    public void Unsigned_integers(string hex, ulong value)
    {
        var reader = new BincodeReader(Hex.Bytes(hex));

        Assert.True(reader.TryReadUnsigned(out var read));
        Assert.Equal(value, read);
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("00", 0)]
    [InlineData("01", -1)]
    [InlineData("02", 1)]
    [InlineData("fc 00e2a7ca", 1700000000)]
    [InlineData("fd ffffffffffffffff", long.MinValue)]
    [InlineData("fd feffffffffffffff", long.MaxValue)]
    public void Signed_integers_are_zigzag(string hex, long value)
    {
        var reader = new BincodeReader(Hex.Bytes(hex));

        Assert.True(reader.TryReadSigned(out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fb 01")]
    [InlineData("fb fa00")]
    [InlineData("fc ffff0000")]
    [InlineData("fd ffffffff00000000")]
    [InlineData("fd 01020304050607")]
    [InlineData("fe 00000000000000000000000000000000")]
    [InlineData("ff")]
    public void Truncated_padded_and_wider_integers_are_refused(string hex) =>
        Assert.False(new BincodeReader(Hex.Bytes(hex)).TryReadUnsigned(out _));

    [Fact]
    public void Bytes_have_a_length_and_fixed_arrays_have_none()
    {
        var reader = new BincodeReader(Hex.Bytes("02 aabb ccdd 03 ee"));

        Assert.True(reader.TryReadBytes(out var bytes));
        Assert.Equal([0xAA, 0xBB], bytes.ToArray());
        Assert.True(reader.TryReadFixed(2, out var pair));
        Assert.Equal([0xCC, 0xDD], pair.ToArray());
        Assert.False(reader.AtEnd);
        Assert.False(reader.TryReadBytes(out _));
    }

    [Fact]
    public void A_length_beyond_the_blob_is_refused_without_reading() =>
        Assert.False(new BincodeReader(Hex.Bytes("fd ffffffffffffffff 00")).TryReadBytes(out _));
}
