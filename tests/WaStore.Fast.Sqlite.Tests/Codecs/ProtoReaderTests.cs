using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class ProtoReaderTests
{
    [Fact]
    public void Read_takes_every_wire_type_and_keeps_the_raw_field()
    {
        var message = Hex.Bytes("08 96 01  12 03 aabbcc  1d 01000000  21 0200000000000000  f8ffffff0f 05");
        var reader = new ProtoReader(message);

        Assert.True(reader.Read());
        Assert.Equal((1, WireType.Varint, 150UL), (reader.FieldNumber, reader.WireType, reader.Value));
        Assert.Equal(message[..3], reader.Field.ToArray());
        Assert.True(reader.Read());
        Assert.Equal((2, WireType.LengthDelimited, 0UL), (reader.FieldNumber, reader.WireType, reader.Value));
        Assert.Equal([0xAA, 0xBB, 0xCC], reader.Bytes.ToArray());
        Assert.Equal(message[3..8], reader.Field.ToArray());
        Assert.True(reader.Read());
        Assert.Equal((3, WireType.Fixed32, 1UL), (reader.FieldNumber, reader.WireType, reader.Value));
        Assert.True(reader.Bytes.IsEmpty);
        Assert.True(reader.Read());
        Assert.Equal((4, WireType.Fixed64, 2UL), (reader.FieldNumber, reader.WireType, reader.Value));
        Assert.True(reader.Read());
        Assert.Equal(((1 << 29) - 1, 5UL), (reader.FieldNumber, reader.Value));
        Assert.False(reader.Read());
        Assert.False(reader.IsMalformed);
    }

    [Theory]
    [InlineData("08 ffffffffffffffffff01", ulong.MaxValue)]
    [InlineData("08 80808080808080808001", 1UL << 63)]
    [InlineData("08 8000", 0)]
    public void Read_takes_varints_up_to_64_bits_also_padded(string hex, ulong value)
    {
        var reader = new ProtoReader(Hex.Bytes(hex));

        Assert.True(reader.Read());
        Assert.Equal(value, reader.Value);
        Assert.False(reader.Read());
        Assert.False(reader.IsMalformed);
    }

    [Theory]
    [InlineData("00 01", "field number 0")]
    [InlineData("02 00", "field number 0, length-delimited")]
    [InlineData("0b 0c", "group")]
    [InlineData("0c", "end of a group")]
    [InlineData("0e 00", "wire type 6")]
    [InlineData("0f 00", "wire type 7")]
    [InlineData("8080808010 00", "tag above 32 bits")]
    [InlineData("80", "truncated tag")]
    [InlineData("08", "no value")]
    [InlineData("08 80", "truncated varint")]
    [InlineData("08 ffffffffffffffffff02", "varint above 64 bits")]
    [InlineData("08 8080808080808080808000", "varint of eleven bytes")]
    [InlineData("0a", "no length")]
    [InlineData("0a 02 aa", "truncated bytes")]
    [InlineData("0a ffffffffffffffffff01", "length above what an array can have")]
    [InlineData("0d 010203", "truncated fixed32")]
    [InlineData("09 01020304050607", "truncated fixed64")]
    public void Read_stops_for_good_at_malformed_bytes(string hex, string what)
    {
        var reader = new ProtoReader(Hex.Bytes("08 01" + hex));

        Assert.True(reader.Read());
        Assert.False(reader.Read(), what);
        Assert.True(reader.IsMalformed, what);
        Assert.False(reader.Read());
        Assert.True(reader.IsMalformed);
    }

    [Fact]
    public void Read_allocates_nothing()
    {
        var message = Hex.Bytes("08 96 01  12 03 aabbcc  1d 01000000  21 0200000000000000");
        _ = Count(message);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fields = Count(message);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(4, fields);
    }

    static int Count(byte[] message)
    {
        var reader = new ProtoReader(message);
        var fields = 0;
        while (reader.Read())
        {
            fields++;
        }

        return fields;
    }
}
