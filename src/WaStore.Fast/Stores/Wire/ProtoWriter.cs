using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace WaStore.Fast.Stores.Wire;

/// <summary>
/// Writes protobuf fields into an <see cref="IBufferWriter{T}"/>. The caller writes the fields in the order of their
/// numbers and leaves out defaults, as proto3 writers do; then equal values have equal bytes.
/// </summary>
/// <remarks>
/// A nested message is <see cref="WriteLengthPrefix"/> with its size, then its fields. The sizes come from the static
/// methods, so nothing is written twice and nothing is buffered.
/// </remarks>
readonly ref struct ProtoWriter(IBufferWriter<byte> output)
{
    const int MaxTagLength = 5;
    const int MaxVarintLength = 10;

    readonly IBufferWriter<byte> _output = output;

    /// <summary>How many bytes the varint of <paramref name="value"/> takes: 1 to 10.</summary>
    public static int VarintSize(ulong value) => ((BitOperations.Log2(value | 1) * 9) + 73) / 64;

    /// <summary>The size of a whole varint field, tag included.</summary>
    public static int VarintFieldSize(int fieldNumber, ulong value) => VarintSize(Tag(fieldNumber, WireType.Varint)) + VarintSize(value);

    /// <summary>The size of a whole length-delimited field with <paramref name="length"/> bytes of content, tag included.</summary>
    public static int BytesFieldSize(int fieldNumber, int length) =>
        VarintSize(Tag(fieldNumber, WireType.LengthDelimited)) + VarintSize((uint)length) + length;

    /// <summary>Writes a varint field: unsigned integers, and signed ones (two's complement, 64 bits) and booleans by cast.</summary>
    public void WriteVarint(int fieldNumber, ulong value)
    {
        var span = _output.GetSpan(MaxTagLength + MaxVarintLength);
        var length = PutVarint(span, Tag(fieldNumber, WireType.Varint));
        _output.Advance(length + PutVarint(span[length..], value));
    }

    /// <summary>Writes a varint field unless the value is 0, which proto3 does not write.</summary>
    public void WriteVarintUnlessZero(int fieldNumber, ulong value)
    {
        if (value != 0)
        {
            WriteVarint(fieldNumber, value);
        }
    }

    /// <summary>Writes a little-endian 64-bit field.</summary>
    public void WriteFixed64(int fieldNumber, ulong value)
    {
        var span = _output.GetSpan(MaxTagLength + sizeof(ulong));
        var length = PutVarint(span, Tag(fieldNumber, WireType.Fixed64));
        BinaryPrimitives.WriteUInt64LittleEndian(span[length..], value);
        _output.Advance(length + sizeof(ulong));
    }

    /// <summary>Writes a little-endian 32-bit field.</summary>
    public void WriteFixed32(int fieldNumber, uint value)
    {
        var span = _output.GetSpan(MaxTagLength + sizeof(uint));
        var length = PutVarint(span, Tag(fieldNumber, WireType.Fixed32));
        BinaryPrimitives.WriteUInt32LittleEndian(span[length..], value);
        _output.Advance(length + sizeof(uint));
    }

    /// <summary>Writes a bytes field, also when it is empty.</summary>
    public void WriteBytes(int fieldNumber, ReadOnlySpan<byte> value)
    {
        WriteLengthPrefix(fieldNumber, value.Length);
        _output.Write(value);
    }

    /// <summary>Writes a bytes field unless it is empty, which proto3 does not write.</summary>
    public void WriteBytesUnlessEmpty(int fieldNumber, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            WriteBytes(fieldNumber, value);
        }
    }

    /// <summary>Writes a string field as UTF-8, also when it is empty.</summary>
    public void WriteString(int fieldNumber, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        WriteLengthPrefix(fieldNumber, length);
        _output.Advance(Encoding.UTF8.GetBytes(value, _output.GetSpan(length)));
    }

    /// <summary>Writes the tag and the length of a field whose <paramref name="length"/> bytes the caller writes next.</summary>
    public void WriteLengthPrefix(int fieldNumber, int length)
    {
        var span = _output.GetSpan(MaxTagLength + MaxVarintLength);
        var tagLength = PutVarint(span, Tag(fieldNumber, WireType.LengthDelimited));
        _output.Advance(tagLength + PutVarint(span[tagLength..], (uint)length));
    }

    /// <summary>Writes whole fields as they were read (<see cref="ProtoReader.Field"/>).</summary>
    public void WriteRaw(ReadOnlySpan<byte> fields) => _output.Write(fields);

    static uint Tag(int fieldNumber, WireType type) => ((uint)fieldNumber << 3) | (uint)type;

    static int PutVarint(Span<byte> destination, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            destination[length++] = (byte)(value | 0x80);
        }

        destination[length++] = (byte)value;
        return length;
    }
}
