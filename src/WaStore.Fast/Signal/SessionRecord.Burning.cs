using System.Security.Cryptography;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SessionRecord
{
    /// <summary>
    /// The state with its sending chain moved to the lease's ceiling, so that no counter below it can be used (again); itself where the chain is
    /// there already, or is none.
    /// </summary>
    static bool TryBurn(ReadOnlySpan<byte> bytes, ref readonly SessionStateMessage state, CounterLease lease, out byte[] burnt, out string? problem)
    {
        burnt = [];
        problem = null;
        var key = state.SenderChain.Key;
        if (!state.HasSenderChain || key.Index >= lease.Ceiling)
        {
            burnt = bytes.ToArray();
            return true;
        }

        var steps = lease.Ceiling - key.Index;
        if (!state.SenderChain.HasKey)
        {
            problem = "its leased sending chain has no key";
        }
        else if (steps > SignalLimits.MaxFastForward)
        {
            problem = $"its lease is {steps} counters ahead of the sending chain, more than {SignalLimits.MaxFastForward}";
        }
        else
        {
            Span<byte> chainKey = stackalloc byte[Key32.Length];
            key.Key.CopyTo(chainKey);
            ChainRatchet.Advance(chainKey, steps);
            burnt = Build(in state, lease.Ceiling, chainKey);
            CryptographicOperations.ZeroMemory(chainKey);
        }

        return problem is null;
    }

    /// <summary>A state that stops or starts being current: burnt, or without a sending chain where the lease is too far ahead of it.</summary>
    static byte[] BurnOrDrop(ReadOnlySpan<byte> bytes, CounterLease lease)
    {
        var state = ReadGiven(bytes);
        if (TryBurn(bytes, in state, lease, out var burnt, out _))
        {
            return burnt;
        }

        using var scratch = RecordScratch.Rent();
        state.WriteWithoutSenderChain(new ProtoWriter(scratch));
        return scratch.ToArray();
    }

    static byte[] Build(ref readonly SessionStateMessage state, uint counter, ReadOnlySpan<byte> chainKey)
    {
        using var scratch = RecordScratch.Rent();
        state.WriteWithChainKey(new ProtoWriter(scratch), counter, chainKey);
        return scratch.ToArray();
    }

    static SessionStateMessage ReadGiven(ReadOnlySpan<byte> bytes) =>
        SessionStateMessage.Read(bytes, out var state) is { } problem ? throw StoreException.Validation(problem) : state;
}
