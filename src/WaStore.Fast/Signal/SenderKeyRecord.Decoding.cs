using System.Security.Cryptography;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SenderKeyRecord
{
    /// <summary>
    /// Decodes a stored record. Where another incarnation stored it, the chain of the first state is fast-forwarded to the lease's ceiling, at most
    /// 2,000 steps; the ceiling stays, so that the next send raises it again (spec/caches.md 1.10).
    /// </summary>
    /// <inheritdoc/>
    public static SenderKeyRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        var fields = new ProtoReader(stored);
        var local = new LocalFields();
        SenderKeyState first = default;
        var states = 0;
        var length = 0;
        while (fields.Read())
        {
            if (LocalFields.IsLocal(fields.FieldNumber))
            {
                if (!local.TryTake(ref fields))
                {
                    throw Undecodable("its lease is not one number of 32 bits");
                }

                continue;
            }

            if (fields.FieldNumber == StateField)
            {
                if (fields.WireType != WireType.LengthDelimited)
                {
                    throw Undecodable("a state has another wire type");
                }

                if (SenderKeyState.Read(fields.Bytes, out var state) is { } problem)
                {
                    throw Undecodable(problem);
                }

                first = states++ == 0 ? state : first;
            }

            length += fields.Field.Length;
        }

        if (fields.IsMalformed)
        {
            throw Undecodable("it is no protobuf message");
        }

        if (states > SignalLimits.MaxSenderKeyStates)
        {
            throw Undecodable($"it has {states} states, more than {SignalLimits.MaxSenderKeyStates}");
        }

        var lease = new CounterLease(local.Ceiling, Raised: false);
        return states == 0 || local.IsExactFor(incarnation) || first.Iteration >= lease.Ceiling
            ? new SenderKeyRecord(CopyWithoutLocalFields(stored, length), lease)
            : new SenderKeyRecord(Burn(stored, first, lease.Ceiling), lease);
    }

    static byte[] Burn(ReadOnlySpan<byte> stored, SenderKeyState first, uint ceiling)
    {
        if (!first.HasKey)
        {
            throw Undecodable("its leased chain has no key");
        }

        var steps = ceiling - first.Iteration;
        if (steps > SignalLimits.MaxFastForward)
        {
            throw Undecodable($"its lease is {steps} iterations ahead of the chain, more than {SignalLimits.MaxFastForward}");
        }

        Span<byte> chainKey = stackalloc byte[Key32.Length];
        first.ChainKey.CopyTo(chainKey);
        ChainRatchet.Advance(chainKey, steps);
        var burnt = BuildWithChainKey(stored, first, ceiling, chainKey);
        CryptographicOperations.ZeroMemory(chainKey);
        return burnt;
    }

    static byte[] CopyWithoutLocalFields(ReadOnlySpan<byte> stored, int length)
    {
        if (length == stored.Length)
        {
            return stored.ToArray();
        }

        var content = new byte[length];
        var at = 0;
        var fields = new ProtoReader(stored);
        while (fields.Read())
        {
            if (!LocalFields.IsLocal(fields.FieldNumber))
            {
                fields.Field.CopyTo(content.AsSpan(at));
                at += fields.Field.Length;
            }
        }

        return content;
    }

    static StoreException Undecodable(string problem) => StoreException.Serialization($"sender key record: {problem}");
}
