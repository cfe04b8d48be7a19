using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>
/// libsignal's ChainKey {1 index, 2 key} and SenderChainKey {1 iteration, 2 seed}, which have one shape. The index is the number of the next message.
/// </summary>
readonly ref struct ChainKeyMessage
{
    const int IndexField = 1;
    const int KeyField = 2;

    readonly ReadOnlySpan<byte> _content;

    ChainKeyMessage(ReadOnlySpan<byte> content, uint index, ReadOnlySpan<byte> key)
    {
        _content = content;
        Index = index;
        Key = key;
    }

    public uint Index { get; }

    /// <summary>Empty on a chain that was closed: only its skipped keys work.</summary>
    public ReadOnlySpan<byte> Key { get; }

    public bool HasKey => Key.Length == Key32.Length;

    public static bool TryRead(ReadOnlySpan<byte> content, out ChainKeyMessage message)
    {
        var fields = new ProtoReader(content);
        var seen = new OnceOnly();
        uint index = 0;
        ReadOnlySpan<byte> key = default;
        var valid = true;
        while (valid && fields.Read())
        {
            switch (fields.FieldNumber)
            {
                case IndexField:
                    valid = fields.WireType == WireType.Varint && fields.Value <= uint.MaxValue && seen.Mark(IndexField);
                    index = (uint)fields.Value;
                    break;
                case KeyField:
                    valid = fields.WireType == WireType.LengthDelimited && seen.Mark(KeyField);
                    key = fields.Bytes;
                    break;
            }
        }

        message = new ChainKeyMessage(content, index, key);
        return valid && !fields.IsMalformed;
    }

    /// <summary>The size of this message with another index and key, unknown fields included.</summary>
    public int SizeWith(uint index)
    {
        var size = ProtoWriter.VarintFieldSize(IndexField, index) + ProtoWriter.BytesFieldSize(KeyField, Key32.Length);
        var fields = new ProtoReader(_content);
        while (fields.Read())
        {
            size += IsKnown(fields.FieldNumber) ? 0 : fields.Field.Length;
        }

        return size;
    }

    /// <summary>Writes this message with another index and key; unknown fields follow as they are.</summary>
    public void WriteWith(ProtoWriter output, uint index, ReadOnlySpan<byte> key)
    {
        output.WriteVarint(IndexField, index);
        output.WriteBytes(KeyField, key);
        var fields = new ProtoReader(_content);
        while (fields.Read())
        {
            if (!IsKnown(fields.FieldNumber))
            {
                output.WriteRaw(fields.Field);
            }
        }
    }

    static bool IsKnown(int fieldNumber) => fieldNumber is IndexField or KeyField;
}
