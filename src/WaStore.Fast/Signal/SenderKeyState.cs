using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>
/// One state of a sender key, libsignal's SenderKeyStateStructure {1 senderKeyId, 2 SenderChainKey, 3 SenderSigningKey, 4* SenderMessageKey}, read
/// in place: the spans live as long as the record that gave them.
/// </summary>
public ref struct SenderKeyState
{
    const int IdField = 1;
    const int ChainKeyField = 2;
    const int SigningKeyField = 3;
    const int MessageKeyField = 4;
    const int PublicField = 1;
    const int PrivateField = 2;

    MessagePart _keyPart;
    ChainKeyMessage _key;

    /// <summary>The whole state. Secret.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The number that messages name the state by.</summary>
    public uint KeyId { get; private set; }

    /// <summary>The number of the next message of the chain.</summary>
    public readonly uint Iteration => _key.Index;

    /// <summary>The chain key of the next message, 32 bytes; empty when the state has none. Secret.</summary>
    public readonly ReadOnlySpan<byte> ChainKey => _key.Key;

    /// <summary>The public key that the sender signs with, as it is stored.</summary>
    public ReadOnlySpan<byte> SigningKeyPublic { get; private set; }

    /// <summary>The private key, which only our own states have; empty otherwise. Secret.</summary>
    public ReadOnlySpan<byte> SigningKeyPrivate { get; private set; }

    /// <summary>Whether this is our own chain, on which an advance is a send.</summary>
    public readonly bool IsOwn => !SigningKeyPrivate.IsEmpty;

    internal readonly bool HasKey => _keyPart.IsPresent && _key.HasKey;

    internal readonly bool IsSameChain(SenderKeyState other) => KeyId == other.KeyId && SigningKeyPublic.SequenceEqual(other.SigningKeyPublic);

    /// <summary>Reads a state; answers what is wrong with it, or null.</summary>
    internal static string? Read(ReadOnlySpan<byte> content, out SenderKeyState state)
    {
        state = default;
        state.Bytes = content;
        var fields = new ProtoReader(content);
        var seen = new OnceOnly();
        var messageKeys = 0;
        var position = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber is >= IdField and <= MessageKeyField)
            {
                var type = fields.FieldNumber == IdField ? WireType.Varint : WireType.LengthDelimited;
                if (fields.WireType != type || (fields.FieldNumber != MessageKeyField && !seen.Mark(fields.FieldNumber)))
                {
                    return "a state is malformed";
                }

                messageKeys += fields.FieldNumber == MessageKeyField ? 1 : 0;
                if (!state.TryTake(in fields, position))
                {
                    return "a chain or a key of a state is malformed";
                }
            }

            position += fields.Field.Length;
        }

        if (fields.IsMalformed)
        {
            return "a state is no protobuf message";
        }

        return messageKeys > SignalLimits.MaxMessageKeys + SignalLimits.MessageKeyPruneThreshold
            ? $"a state has {messageKeys} message keys, more than {SignalLimits.MaxMessageKeys}"
            : null;
    }

    /// <summary>Writes a new state in libsignal's field order.</summary>
    internal static void Write(
        ProtoWriter output,
        uint keyId,
        uint iteration,
        ReadOnlySpan<byte> chainKey,
        ReadOnlySpan<byte> signingKeyPublic,
        ReadOnlySpan<byte> signingKeyPrivate)
    {
        output.WriteVarint(IdField, keyId);
        output.WriteLengthPrefix(ChainKeyField, default(ChainKeyMessage).SizeWith(iteration));
        default(ChainKeyMessage).WriteWith(output, iteration, chainKey);
        var publicSize = ProtoWriter.BytesFieldSize(PublicField, signingKeyPublic.Length);
        var privateSize = signingKeyPrivate.IsEmpty ? 0 : ProtoWriter.BytesFieldSize(PrivateField, signingKeyPrivate.Length);
        output.WriteLengthPrefix(SigningKeyField, publicSize + privateSize);
        output.WriteBytes(PublicField, signingKeyPublic);
        output.WriteBytesUnlessEmpty(PrivateField, signingKeyPrivate);
    }

    /// <summary>The size of this state with its chain at another place. Only for a state that has a chain key.</summary>
    internal readonly int SizeWith(uint iteration) =>
        _keyPart.Before.Length + ProtoWriter.BytesFieldSize(ChainKeyField, _key.SizeWith(iteration)) + _keyPart.After.Length;

    /// <summary>Writes this state with its chain at another place. Only for a state that has a chain key.</summary>
    internal readonly void WriteWithChainKey(ProtoWriter output, uint iteration, ReadOnlySpan<byte> chainKey)
    {
        output.WriteRaw(_keyPart.Before);
        output.WriteLengthPrefix(ChainKeyField, _key.SizeWith(iteration));
        _key.WriteWith(output, iteration, chainKey);
        output.WriteRaw(_keyPart.After);
    }

    bool TryTake(ref readonly ProtoReader field, int position)
    {
        switch (field.FieldNumber)
        {
            case IdField:
                KeyId = (uint)field.Value;
                return true;
            case ChainKeyField:
                _keyPart = new MessagePart(Bytes, position, field.Field.Length, field.Bytes);

                // The reference checks seeds as it loads, so that a chain without one is an error and never an empty state.
                return ChainKeyMessage.TryRead(field.Bytes, out _key) && _key.Key.Length == Key32.Length;
            case SigningKeyField:
                return TryTakeSigningKey(field.Bytes);
            default:
                return ChainKeyMessage.TryRead(field.Bytes, out var messageKey) && messageKey.HasKey;
        }
    }

    bool TryTakeSigningKey(ReadOnlySpan<byte> content)
    {
        var fields = new ProtoReader(content);
        var seen = new OnceOnly();
        while (fields.Read())
        {
            if (fields.FieldNumber is not (PublicField or PrivateField))
            {
                continue;
            }

            if (fields.WireType != WireType.LengthDelimited || !seen.Mark(fields.FieldNumber))
            {
                return false;
            }

            SigningKeyPublic = fields.FieldNumber == PublicField ? fields.Bytes : SigningKeyPublic;
            SigningKeyPrivate = fields.FieldNumber == PrivateField ? fields.Bytes : SigningKeyPrivate;
        }

        return !fields.IsMalformed;
    }
}
