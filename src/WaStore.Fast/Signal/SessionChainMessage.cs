using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>libsignal's Chain {1 senderRatchetKey, 2 senderRatchetKeyPrivate, 3 ChainKey, 4* MessageKey}, read in place.</summary>
ref struct SessionChainMessage
{
    const int RatchetKeyField = 1;
    const int RatchetKeyPrivateField = 2;
    const int ChainKeyField = 3;
    const int MessageKeyField = 4;

    MessagePart _keyPart;

    public ReadOnlySpan<byte> RatchetKey { get; private set; }

    public ReadOnlySpan<byte> RatchetKeyPrivate { get; private set; }

    /// <summary>Index 0 and no key when the field is missing.</summary>
    public ChainKeyMessage Key { get; private set; }

    public readonly bool HasKey => _keyPart.IsPresent && Key.HasKey;

    /// <summary>Reads a chain; answers what is wrong with it, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> content, out SessionChainMessage chain)
    {
        chain = default;
        var fields = new ProtoReader(content);
        var seen = new OnceOnly();
        var messageKeys = 0;
        var position = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber is >= RatchetKeyField and <= MessageKeyField)
            {
                if (fields.WireType != WireType.LengthDelimited || (fields.FieldNumber != MessageKeyField && !seen.Mark(fields.FieldNumber)))
                {
                    return "a chain of a session state is malformed";
                }

                switch (fields.FieldNumber)
                {
                    case RatchetKeyField:
                        chain.RatchetKey = fields.Bytes;
                        break;
                    case RatchetKeyPrivateField:
                        chain.RatchetKeyPrivate = fields.Bytes;
                        break;
                    case ChainKeyField:
                        chain._keyPart = new MessagePart(content, position, fields.Field.Length, fields.Bytes);
                        break;
                    default:
                        messageKeys++;
                        break;
                }
            }

            position += fields.Field.Length;
        }

        if (fields.IsMalformed || !ChainKeyMessage.TryRead(chain._keyPart.Content, out var key))
        {
            return "a chain of a session state is malformed";
        }

        chain.Key = key;
        return messageKeys > SignalLimits.MaxMessageKeys + SignalLimits.MessageKeyPruneThreshold
            ? $"a chain of a session state has {messageKeys} message keys, more than {SignalLimits.MaxMessageKeys}"
            : null;
    }

    /// <summary>The size of this chain with another index. Only for a chain that has a key.</summary>
    public readonly int SizeWith(uint index) =>
        _keyPart.Before.Length + ProtoWriter.BytesFieldSize(ChainKeyField, Key.SizeWith(index)) + _keyPart.After.Length;

    /// <summary>Writes this chain with another index and key. Only for a chain that has a key.</summary>
    public readonly void WriteWith(ProtoWriter output, uint index, ReadOnlySpan<byte> key)
    {
        output.WriteRaw(_keyPart.Before);
        output.WriteLengthPrefix(ChainKeyField, Key.SizeWith(index));
        Key.WriteWith(output, index, key);
        output.WriteRaw(_keyPart.After);
    }
}
