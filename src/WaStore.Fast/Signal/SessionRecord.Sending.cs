using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SessionRecord
{
    /// <summary>Reads the current state's sending chain in place. False when there is none, or none that can send.</summary>
    /// <remarks>An index that is missing beside a key is 0, as proto3 writers leave it out.</remarks>
    public bool TryGetSenderChain(out SessionSenderChain chain)
    {
        chain = default;
        if (_current is null)
        {
            return false;
        }

        var message = ReadGiven(_current).SenderChain;
        if (!message.HasKey)
        {
            return false;
        }

        chain = new SessionSenderChain(message.RatchetKey, message.RatchetKeyPrivate, message.Key.Index, message.Key.Key);
        return true;
    }

    /// <summary>Takes the next counter of the sending chain, and leases 64 more where the lease ends.</summary>
    /// <returns>The record after the step. It must get into the cache before anything made from <paramref name="step"/> is sent.</returns>
    /// <param name="step">The counter and what its message's keys are made from.</param>
    /// <exception cref="StoreException">There is no chain to send on, or its counters are used up (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SessionRecord TakeSendingCounter(out SendingStep step)
    {
        var state = ReadGiven(_current);
        var key = state.SenderChain.Key;
        if (!state.SenderChain.HasKey)
        {
            throw StoreException.Validation("the session has no chain to send on");
        }

        if (key.Index == uint.MaxValue)
        {
            throw StoreException.Validation("the counters of the session's sending chain are used up");
        }

        step = new SendingStep(key.Index, ChainRatchet.MessageKeySeed(key.Key));
        Span<byte> chainKey = stackalloc byte[Key32.Length];
        key.Key.CopyTo(chainKey);
        ChainRatchet.Advance(chainKey, 1);
        var current = Build(in state, key.Index + 1, chainKey);
        CryptographicOperations.ZeroMemory(chainKey);
        return new SessionRecord(current, _rest, Inherited.Cover(key.Index));
    }

    /// <summary>
    /// Replaces the whole current state by what a Signal implementation made of it: after a send, a receive, a ratchet step, a new prekey.
    /// </summary>
    /// <remarks>
    /// What became of the sending chain is seen by comparing the two. The same ratchet key with a higher counter is a send: its counters get
    /// covered by the lease. Another ratchet key is a new chain: the lease is rebased to at most 64. To begin another session, use
    /// <see cref="WithNewState"/>, which archives this one.
    /// </remarks>
    /// <param name="state">A SessionStructure. Copied.</param>
    /// <exception cref="StoreException">
    /// The state is undecodable or past a limit, or its sending chain would go back: a counter would be used twice
    /// (<see cref="StoreErrorKind.Validation"/>).
    /// </exception>
    public SessionRecord WithCurrentState(ReadOnlySpan<byte> state)
    {
        var replaced = ReadGiven(_current).SenderChain;
        var chain = ReadGiven(state).SenderChain;
        var isSameChain = chain.RatchetKey.SequenceEqual(replaced.RatchetKey);
        var from = isSameChain ? replaced.Key.Index : 0;
        if (chain.Key.Index < from)
        {
            throw StoreException.Validation($"the sending chain would go back from {from} to {chain.Key.Index}");
        }

        var lease = isSameChain ? Inherited : Inherited.Rebase();
        return new SessionRecord(state.ToArray(), _rest, chain.Key.Index == from ? lease : lease.Cover(chain.Key.Index - 1));
    }
}
