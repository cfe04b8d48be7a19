namespace WaStore.Fast.Stores;

/// <summary>A key that app-state patches are encrypted under.</summary>
/// <param name="KeyData">The key. 32 bytes on the wire; a store writes any length and answers null for a row of another (spec/storage.md 1.2).</param>
/// <param name="Fingerprint">The serialized fingerprint, opaque.</param>
/// <param name="Timestamp">When the phone made the key, as it says; opaque to the store.</param>
public sealed record AppStateSyncKey(ReadOnlyMemory<byte> KeyData, ReadOnlyMemory<byte> Fingerprint, long Timestamp)
{
    /// <summary>Same bytes and same timestamp.</summary>
    public bool Equals(AppStateSyncKey? other) =>
        other is not null && BlobEquality.Same(KeyData, other.KeyData) && BlobEquality.Same(Fingerprint, other.Fingerprint) && Timestamp == other.Timestamp;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(BlobEquality.Hash(KeyData), BlobEquality.Hash(Fingerprint), Timestamp);
}
