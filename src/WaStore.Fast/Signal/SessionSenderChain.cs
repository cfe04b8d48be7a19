namespace WaStore.Fast.Signal;

/// <summary>The sending chain of a session, in place: the spans live as long as the record that gave them.</summary>
public readonly ref struct SessionSenderChain
{
    internal SessionSenderChain(ReadOnlySpan<byte> ratchetKey, ReadOnlySpan<byte> ratchetKeyPrivate, uint counter, ReadOnlySpan<byte> chainKey)
    {
        RatchetKey = ratchetKey;
        RatchetKeyPrivate = ratchetKeyPrivate;
        Counter = counter;
        ChainKey = chainKey;
    }

    /// <summary>Our ratchet public key as it is stored: 33 bytes, 5 and the Curve25519 key.</summary>
    public ReadOnlySpan<byte> RatchetKey { get; }

    /// <summary>Our ratchet private key, 32 bytes. Secret.</summary>
    public ReadOnlySpan<byte> RatchetKeyPrivate { get; }

    /// <summary>The number of the next message.</summary>
    public uint Counter { get; }

    /// <summary>The chain key of the next message, 32 bytes. Secret.</summary>
    public ReadOnlySpan<byte> ChainKey { get; }
}
