namespace WaStore.Fast.Stores;

/// <summary>One record under an address: a session under a Signal address, or a sender key under its sender-key name.</summary>
/// <param name="Address">The opaque key, compared byte for byte.</param>
/// <param name="Record">The record's bytes, 0 or more; borrowed until the call that it is given to completes.</param>
public readonly record struct RecordEntry(string Address, ReadOnlyMemory<byte> Record) : IAddressed
{
    /// <summary>Same address and same bytes.</summary>
    public bool Equals(RecordEntry other) => Address == other.Address && BlobEquality.Same(Record, other.Record);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, BlobEquality.Hash(Record));
}

/// <summary>The identity key of one Signal address.</summary>
/// <param name="Address">The opaque Signal address.</param>
/// <param name="Key">The peer's public key: 32 bytes, without the 0x05 prefix.</param>
public readonly record struct IdentityEntry(string Address, Key32 Key) : IAddressed;

/// <summary>A one-time or signed pre-key.</summary>
/// <param name="Id">The key's id; stored as its two's complement in 32 bits (spec/storage.md 1.1).</param>
/// <param name="Record">The record's bytes, opaque to the store.</param>
public readonly record struct PreKeyEntry(uint Id, ReadOnlyMemory<byte> Record)
{
    /// <summary>Same id and same bytes.</summary>
    public bool Equals(PreKeyEntry other) => Id == other.Id && BlobEquality.Same(Record, other.Record);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, BlobEquality.Hash(Record));
}

/// <summary>What a <see cref="StoreBatch"/> resolves "the last change of an address wins" by.</summary>
interface IAddressed
{
    string Address { get; }
}

/// <summary>Receives one stored record in place, without a copy.</summary>
/// <param name="state">What the caller of the read handed in.</param>
/// <param name="addressUtf8">The address as UTF-8. Valid only during the call.</param>
/// <param name="record">The record's bytes. Valid only during the call; the receiver must not call the store.</param>
public delegate void BlobReader<TState>(TState state, ReadOnlySpan<byte> addressUtf8, ReadOnlySpan<byte> record);
