using System.Buffers;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class ProtoWriterTests
{
    public static TheoryData<ulong> Powers => [.. Enumerable.Range(0, 64).SelectMany(bit => new[] { 1UL << bit, (1UL << bit) - 1 }).Append(ulong.MaxValue).Distinct()];

    [Theory]
    [MemberData(nameof(Powers))]
    public void Varint_fields_read_back_and_have_the_size_that_was_said(ulong value)
    {
        foreach (var fieldNumber in new[] { 1, 15, 16, 2047, 2048, (1 << 29) - 1 })
        {
            var output = new ArrayBufferWriter<byte>();
            new ProtoWriter(output).WriteVarint(fieldNumber, value);

            Assert.Equal(ProtoWriter.VarintFieldSize(fieldNumber, value), output.WrittenCount);
            var reader = new ProtoReader(output.WrittenSpan);
            Assert.True(reader.Read());
            Assert.Equal((fieldNumber, WireType.Varint, value), (reader.FieldNumber, reader.WireType, reader.Value));
            Assert.False(reader.Read());
            Assert.False(reader.IsMalformed);
        }
    }

    [Fact]
    public void Every_kind_of_field_has_its_wire_form()
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new ProtoWriter(output);

        writer.WriteVarintUnlessZero(1, 0);
        writer.WriteVarintUnlessZero(1, 150);
        writer.WriteBytesUnlessEmpty(2, []);
        writer.WriteBytes(2, []);
        writer.WriteBytesUnlessEmpty(2, [0xAA]);
        writer.WriteString(3, "é");
        writer.WriteFixed32(4, 1);
        writer.WriteFixed64(5, 2);
        writer.WriteLengthPrefix(6, 2);
        writer.WriteRaw([0x08, 0x01]);

        Assert.Equal(Hex.Bytes("089601 1200 1201aa 1a02c3a9 2501000000 290200000000000000 3202 0801"), output.WrittenSpan.ToArray());
        Assert.Equal(3, ProtoWriter.BytesFieldSize(2, 1));
        Assert.Equal(131, ProtoWriter.BytesFieldSize(2, 128));
    }
}
