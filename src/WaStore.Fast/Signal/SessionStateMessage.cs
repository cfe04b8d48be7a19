using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>libsignal's SessionStructure, read in place: what leases and limits need of it; everything else passes through as it is.</summary>
ref struct SessionStateMessage
{
    const int VersionField = 1;
    const int SenderChainField = 6;
    const int ReceiverChainField = 7;
    const int PendingPreKeyField = 9;
    const int BaseKeyField = 13;

    // An absent version means 2 (spec/peer-formats.md A).
    const uint DefaultVersion = 2;

    // Varints: sessionVersion, previousCounter, the two registration ids, needsRefresh. The other numbers up to 13 are length-delimited.
    const uint VarintFields = (1 << VersionField) | (1 << 5) | (1 << 10) | (1 << 11) | (1 << 12);

    ReadOnlySpan<byte> _content;
    MessagePart _senderChainPart;
    SessionChainMessage _senderChain;

    public uint Version { get; private set; }

    public ReadOnlySpan<byte> BaseKey { get; private set; }

    public readonly bool HasSenderChain => _senderChainPart.IsPresent;

    /// <summary>Empty when there is none.</summary>
    public readonly SessionChainMessage SenderChain => _senderChain;

    /// <summary>Reads a state; answers what is wrong with it, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> content, out SessionStateMessage state)
    {
        state = default;
        state._content = content;
        var fields = new ProtoReader(content);
        var seen = new OnceOnly();
        var receiverChains = 0;
        var position = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber <= BaseKeyField && !HasItsType(in fields))
            {
                return "a field of a session state has another wire type";
            }

            var problem = fields.FieldNumber switch
            {
                SenderChainField => state.TakeSenderChain(in fields, position, ref seen),
                ReceiverChainField => SessionChainMessage.Read(fields.Bytes, out _),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }

            receiverChains += fields.FieldNumber == ReceiverChainField ? 1 : 0;
            state.Version = fields.FieldNumber == VersionField ? (uint)fields.Value : state.Version;
            state.BaseKey = fields.FieldNumber == BaseKeyField ? fields.Bytes : state.BaseKey;
            position += fields.Field.Length;
        }

        state.Version = state.Version == 0 ? DefaultVersion : state.Version;
        if (fields.IsMalformed)
        {
            return "a session state is no protobuf message";
        }

        return receiverChains > SignalLimits.MaxReceiverChains
            ? $"a session state has {receiverChains} receiver chains, more than {SignalLimits.MaxReceiverChains}"
            : null;
    }

    /// <summary>Writes this state with its sending chain at another place. Only for a state whose sending chain has a key.</summary>
    public readonly void WriteWithChainKey(ProtoWriter output, uint index, ReadOnlySpan<byte> key)
    {
        output.WriteRaw(_senderChainPart.Before);
        output.WriteLengthPrefix(SenderChainField, _senderChain.SizeWith(index));
        _senderChain.WriteWith(output, index, key);
        output.WriteRaw(_senderChainPart.After);
    }

    /// <summary>Writes this state without its sending chain: it can still receive.</summary>
    public readonly void WriteWithoutSenderChain(ProtoWriter output)
    {
        output.WriteRaw(_senderChainPart.Before);
        output.WriteRaw(_senderChainPart.After);
    }

    /// <summary>Writes this state as libsignal archives one: without what an unanswered prekey message must repeat.</summary>
    public readonly void WriteWithoutPendingPreKey(ProtoWriter output)
    {
        var fields = new ProtoReader(_content);
        while (fields.Read())
        {
            if (fields.FieldNumber != PendingPreKeyField)
            {
                output.WriteRaw(fields.Field);
            }
        }
    }

    string? TakeSenderChain(ref readonly ProtoReader field, int position, ref OnceOnly seen)
    {
        if (!seen.Mark(SenderChainField))
        {
            return "a session state has two sending chains";
        }

        _senderChainPart = new MessagePart(_content, position, field.Field.Length, field.Bytes);
        return SessionChainMessage.Read(field.Bytes, out _senderChain);
    }

    static bool HasItsType(ref readonly ProtoReader field) =>
        field.WireType == ((VarintFields >> field.FieldNumber & 1) != 0 ? WireType.Varint : WireType.LengthDelimited);
}
