using System.Buffers.Binary;

namespace WaStore.Fast.Stores.Wire;

/// <summary>
/// Walks the fields of one protobuf message in place: no allocation, no recursion, no exception.
/// </summary>
/// <remarks>
/// <see cref="Read"/> takes one whole field, known or not, so that a caller never has to skip anything, and
/// <see cref="Field"/> is the slice to keep for a field that the caller does not know. When <see cref="Read"/> returns
/// false, <see cref="IsMalformed"/> tells a bad message from one that has ended; no other failure exists.
/// Rejected: field number 0, numbers above 2^29 - 1, groups and undefined wire types, truncation anywhere, varints that
/// do not fit 64 bits. A varint padded with zero groups is read, as every protobuf reader does.
/// </remarks>
ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    const int MaxVarintLength = 10;
    const uint MaxFieldNumber = (1 << 29) - 1;

    readonly ReadOnlySpan<byte> _message = message;
    int _position;

    /// <summary>The number of the field that was read last.</summary>
    public int FieldNumber { get; private set; }

    /// <summary>The wire type of the field that was read last.</summary>
    public WireType WireType { get; private set; }

    /// <summary>The value of a varint or fixed field, zero-extended; 0 for a length-delimited one.</summary>
    public ulong Value { get; private set; }

    /// <summary>The content of a length-delimited field, a slice of the message; empty for the others.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The whole field, tag included: what to carry over when the field is not known.</summary>
    public ReadOnlySpan<byte> Field { get; private set; }

    /// <summary>Whether reading stopped at bytes that are no protobuf. Stays true.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Reads the next field. False at the end of the message, and at the first malformed byte.</summary>
    public bool Read()
    {
        var start = _position;
        if (IsMalformed || start == _message.Length)
        {
            return false;
        }

        if (!TryReadTag() || !TryReadContent())
        {
            IsMalformed = true;
            return false;
        }

        Field = _message[start.._position];
        return true;
    }

    bool TryReadTag()
    {
        if (!TryReadVarint(out var tag) || tag > uint.MaxValue)
        {
            return false;
        }

        var number = (uint)tag >> 3;
        FieldNumber = (int)number;
        WireType = (WireType)(tag & 7);
        return number is > 0 and <= MaxFieldNumber;
    }

    bool TryReadContent()
    {
        Bytes = default;
        Value = 0;
        switch (WireType)
        {
            case WireType.Varint:
                if (!TryReadVarint(out var value))
                {
                    return false;
                }

                Value = value;
                return true;
            case WireType.LengthDelimited:
                if (!TryReadVarint(out var length) || length > (ulong)(_message.Length - _position))
                {
                    return false;
                }

                Bytes = Take((int)length);
                return true;
            case WireType.Fixed64 when _message.Length - _position >= sizeof(ulong):
                Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                return true;
            case WireType.Fixed32 when _message.Length - _position >= sizeof(uint):
                Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                return true;
            default:
                return false;
        }
    }

    ReadOnlySpan<byte> Take(int length)
    {
        var taken = _message.Slice(_position, length);
        _position += length;
        return taken;
    }

    bool TryReadVarint(out ulong value)
    {
        value = 0;
        var rest = _message[_position..];
        for (var i = 0; i < rest.Length && i < MaxVarintLength; i++)
        {
            var current = rest[i];
            if (i == MaxVarintLength - 1 && current > 1)
            {
                // The tenth byte has room for bit 63 alone.
                return false;
            }

            value |= (ulong)(current & 0x7F) << (7 * i);
            if (current < 0x80)
            {
                _position += i + 1;
                return true;
            }
        }

        return false;
    }
}
