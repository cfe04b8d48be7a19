namespace WaStore.Fast.Stores;

/// <summary>The MAC of one app-state entry.</summary>
/// <param name="IndexMac">The HMAC of the entry's index, 32 raw bytes.</param>
/// <param name="ValueMac">The HMAC of the entry's value; 32 raw bytes in the protocol, not checked by the store.</param>
public readonly record struct MutationMac(Key32 IndexMac, ReadOnlyMemory<byte> ValueMac)
{
    /// <summary>Same index and same value bytes.</summary>
    public bool Equals(MutationMac other) => IndexMac == other.IndexMac && BlobEquality.Same(ValueMac, other.ValueMac);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IndexMac, BlobEquality.Hash(ValueMac));
}
