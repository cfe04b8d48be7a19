using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

public sealed partial class SenderKeyRecord
{
    /// <summary>How many states there are. Counted on each call.</summary>
    public int StateCount
    {
        get
        {
            var fields = new ProtoReader(_content);
            var count = 0;
            while (fields.Read())
            {
                count += fields.FieldNumber == StateField ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Reads a state in place; 0 is the newest, on which we send. False when there is no such state.</summary>
    public bool TryGetState(int index, out SenderKeyState state)
    {
        var fields = new ProtoReader(_content);
        var at = 0;
        while (fields.Read())
        {
            if (fields.FieldNumber == StateField && at++ == index)
            {
                state = ReadGiven(fields.Bytes);
                return true;
            }
        }

        state = default;
        return false;
    }

    /// <summary>Reads a state in place; 0 is the newest, on which we send.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such state.</exception>
    public SenderKeyState GetState(int index) =>
        TryGetState(index, out var state) ? state : throw new ArgumentOutOfRangeException(nameof(index), index, "There is no such state.");

    /// <summary>The position of the newest state with this id, or -1.</summary>
    public int FindState(uint keyId)
    {
        for (var index = 0; TryGetState(index, out var state); index++)
        {
            if (state.KeyId == keyId)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Puts a state first, as libsignal does with a distribution message, and begins a new lease.</summary>
    /// <remarks>
    /// A state with the same id and signing key is kept as it is, since it may have moved on, and comes first again; states with the same id and
    /// another key are removed. Past 5 the oldest is forgotten.
    /// </remarks>
    /// <param name="state">A SenderKeyStateStructure. Copied.</param>
    /// <exception cref="StoreException">The state is undecodable or past a limit (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SenderKeyRecord AddState(ReadOnlySpan<byte> state)
    {
        var given = ReadGiven(state);
        var first = state;
        for (var index = 0; TryGetState(index, out var held); index++)
        {
            if (held.IsSameChain(given))
            {
                first = held.Bytes;
                break;
            }
        }

        using var scratch = RecordScratch.Rent();
        var output = new ProtoWriter(scratch);
        output.WriteBytes(StateField, first);
        WriteOthers(output, given.KeyId);
        return new SenderKeyRecord(scratch.ToArray(), Inherited with { Ceiling = 0 });
    }

    /// <summary>Puts a new state first, from its parts. See <see cref="AddState(ReadOnlySpan{byte})"/>.</summary>
    /// <param name="keyId">The id of the new chain.</param>
    /// <param name="iteration">The number of its next message.</param>
    /// <param name="chainKey">Its chain key, 32 bytes. Copied.</param>
    /// <param name="signingKeyPublic">The public signing key, 33 bytes. Copied.</param>
    /// <param name="signingKeyPrivate">The private signing key, 32 bytes, of a chain of ours; otherwise empty. Copied.</param>
    /// <exception cref="StoreException">A key has another length (<see cref="StoreErrorKind.Validation"/>).</exception>
    public SenderKeyRecord AddState(
        uint keyId,
        uint iteration,
        ReadOnlySpan<byte> chainKey,
        ReadOnlySpan<byte> signingKeyPublic,
        ReadOnlySpan<byte> signingKeyPrivate = default)
    {
        if (chainKey.Length != Key32.Length || signingKeyPublic.Length != Key32.Length + 1 || signingKeyPrivate.Length is not (0 or Key32.Length))
        {
            throw StoreException.Validation("a chain key and a private key have 32 bytes, a public key 33");
        }

        using var scratch = RecordScratch.Rent();
        SenderKeyState.Write(new ProtoWriter(scratch), keyId, iteration, chainKey, signingKeyPublic, signingKeyPrivate);
        return AddState(scratch.Written);
    }

    void WriteOthers(ProtoWriter output, uint withoutId)
    {
        var room = SignalLimits.MaxSenderKeyStates - 1;
        var fields = new ProtoReader(_content);
        while (fields.Read())
        {
            if (fields.FieldNumber != StateField || (ReadGiven(fields.Bytes).KeyId != withoutId && room-- > 0))
            {
                output.WriteRaw(fields.Field);
            }
        }
    }

    static SenderKeyState ReadGiven(ReadOnlySpan<byte> bytes) =>
        SenderKeyState.Read(bytes, out var state) is { } problem ? throw StoreException.Validation(problem) : state;
}
