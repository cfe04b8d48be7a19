using System.Buffers.Binary;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// Reads the bincode 2 "standard" form of old rows: little-endian, variable-length integers, lengths before byte strings and
/// maps, nothing before fixed arrays (spec/storage.md 3.3). Never throws and never allocates; a method that returns false has
/// consumed an unspecified part.
/// </summary>
ref struct BincodeReader(ReadOnlySpan<byte> blob)
{
    const byte LargestInline = 250;
    const byte UInt16Follows = 251;
    const byte UInt32Follows = 252;
    const byte UInt64Follows = 253;

    ReadOnlySpan<byte> _rest = blob;

    /// <summary>Whether everything was consumed: bincode has no end mark, so a value with bytes left over is another value.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>How many bytes are left; no honest count of elements is larger.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>Reads an unsigned integer. A padded one is refused: no writer makes it, so the blob is something else.</summary>
    public bool TryReadUnsigned(out ulong value)
    {
        value = 0;
        if (!TryReadFixed(1, out var marker))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes;
        switch (marker[0])
        {
            case <= LargestInline:
                value = marker[0];
                return true;
            case UInt16Follows when TryReadFixed(sizeof(ushort), out bytes):
                value = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
                return value > LargestInline;
            case UInt32Follows when TryReadFixed(sizeof(uint), out bytes):
                value = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                return value > ushort.MaxValue;
            case UInt64Follows when TryReadFixed(sizeof(ulong), out bytes):
                value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
                return value > uint.MaxValue;
            default:
                return false;
        }
    }

    /// <summary>Reads a signed integer (zigzag).</summary>
    public bool TryReadSigned(out long value)
    {
        var read = TryReadUnsigned(out var zigzag);
        value = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        return read;
    }

    /// <summary>Reads a byte string, or a text's UTF-8: a length, then that many bytes, as a slice of the blob.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> value)
    {
        value = default;
        return TryReadUnsigned(out var length) && length <= (ulong)_rest.Length && TryReadFixed((int)length, out value);
    }

    /// <summary>Reads <paramref name="length"/> bytes that have no length before them.</summary>
    public bool TryReadFixed(int length, out ReadOnlySpan<byte> value)
    {
        if (length > _rest.Length)
        {
            value = default;
            return false;
        }

        value = _rest[..length];
        _rest = _rest[length..];
        return true;
    }
}
