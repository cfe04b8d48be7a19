using System.Security.Cryptography;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SenderKeyRecord
{
    /// <summary>Takes the next iteration of our own chain, which is the first state's, and leases 64 more where the lease ends.</summary>
    /// <returns>The record after the step. It must get into the cache before anything made from <paramref name="step"/> is sent.</returns>
    /// <param name="step">The iteration and what its message's keys are made from.</param>
    /// <exception cref="StoreException">There is no chain of ours, or its iterations are used up (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SenderKeyRecord TakeSendingIteration(out SendingStep step)
    {
        if (!TryGetState(0, out var state) || !state.HasKey || !state.IsOwn)
        {
            throw StoreException.Validation("the sender key has no chain of ours to send on");
        }

        if (state.Iteration == uint.MaxValue)
        {
            throw StoreException.Validation("the iterations of the sender key's chain are used up");
        }

        step = new SendingStep(state.Iteration, ChainRatchet.MessageKeySeed(state.ChainKey));
        Span<byte> chainKey = stackalloc byte[Key32.Length];
        state.ChainKey.CopyTo(chainKey);
        ChainRatchet.Advance(chainKey, 1);
        var content = BuildWithChainKey(_content, state, state.Iteration + 1, chainKey);
        CryptographicOperations.ZeroMemory(chainKey);
        return new SenderKeyRecord(content, Inherited.Cover(state.Iteration));
    }

    /// <summary>Replaces one state by what a Signal implementation made of it: after a message sent or received on it.</summary>
    /// <remarks>Where it is the first state, and ours, and its iteration has grown, that was a send: the lease covers it.</remarks>
    /// <param name="index">The position of the state.</param>
    /// <param name="state">A SenderKeyStateStructure with the same id and signing key. Copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    /// <exception cref="StoreException">
    /// The state is undecodable or past a limit, belongs to another chain, or would go back: a key would be used twice
    /// (<see cref="StoreErrorKind.Validation"/>).
    /// </exception>
    public SenderKeyRecord WithState(int index, ReadOnlySpan<byte> state)
    {
        var replaced = GetState(index);
        var given = ReadGiven(state);
        if (!given.IsSameChain(replaced))
        {
            throw StoreException.Validation("the state belongs to another chain");
        }

        if (given.Iteration < replaced.Iteration)
        {
            throw StoreException.Validation($"the chain would go back from {replaced.Iteration} to {given.Iteration}");
        }

        var isSend = index == 0 && given.Iteration > replaced.Iteration && (given.IsOwn || replaced.IsOwn);
        return new SenderKeyRecord(Replace(index, state), isSend ? Inherited.Cover(given.Iteration - 1) : Inherited);
    }

    byte[] Replace(int index, ReadOnlySpan<byte> state)
    {
        using var scratch = RecordScratch.Rent();
        var output = new ProtoWriter(scratch);
        var fields = new ProtoReader(_content);
        var at = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber == StateField && at++ == index)
            {
                output.WriteBytes(StateField, state);
            }
            else
            {
                output.WriteRaw(fields.Field);
            }
        }

        return scratch.ToArray();
    }

    /// <summary>The content with the first state's chain at another place, and without local fields.</summary>
    static byte[] BuildWithChainKey(ReadOnlySpan<byte> content, SenderKeyState first, uint iteration, ReadOnlySpan<byte> chainKey)
    {
        using var scratch = RecordScratch.Rent();
        var output = new ProtoWriter(scratch);
        var fields = new ProtoReader(content);
        var isFirst = true;
        while (fields.Read())
        {
            if (fields.FieldNumber == StateField && isFirst)
            {
                isFirst = false;
                output.WriteLengthPrefix(StateField, first.SizeWith(iteration));
                first.WriteWithChainKey(output, iteration, chainKey);
            }
            else if (!LocalFields.IsLocal(fields.FieldNumber))
            {
                output.WriteRaw(fields.Field);
            }
        }

        return scratch.ToArray();
    }
}
