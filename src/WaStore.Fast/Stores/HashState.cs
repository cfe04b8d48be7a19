using System.Collections.ObjectModel;

namespace WaStore.Fast.Stores;

/// <summary>Where an app-state collection stands: its version and the LT hash over its entries.</summary>
/// <remarks>Immutable by convention: the blobs and the map must not change after they were handed in. Compared by content.</remarks>
public sealed record HashState
{
    /// <summary>How many bytes the LT hash has: 128.</summary>
    public const int HashLength = 128;

    static readonly byte[] s_zeroHash = new byte[HashLength];

    /// <summary>The state of a collection that was never synced: version 0, a zero hash, nothing else.</summary>
    public static HashState Empty { get; } = new();

    /// <summary>The collection's version.</summary>
    public ulong Version { get; init; }

    /// <summary>The LT hash, 128 bytes; zeros at version 0.</summary>
    /// <exception cref="ArgumentException">The value is not 128 bytes long.</exception>
    public ReadOnlyMemory<byte> Hash
    {
        get;
        init => field = value.Length == HashLength
            ? value
            : throw new ArgumentException($"The hash is {HashLength} bytes long, not {value.Length}.", nameof(value));
    } = s_zeroHash;

    /// <summary>Value MACs by index. The reference keeps the field and never fills it; its order has no meaning (spec/storage.md 3.3).</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> IndexValueMap { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>The latch that says that a MAC mismatch was fatal, so that the collection needs a full sync.</summary>
    public bool MacMismatchFatal { get; init; }

    /// <summary>Protobuf fields that this version does not know, as they stood in the row; written back after the known ones.</summary>
    public ReadOnlyMemory<byte> UnknownFields { get; init; }

    /// <summary>Same content, the map compared without order.</summary>
    public bool Equals(HashState? other) =>
        other is not null
        && Version == other.Version
        && MacMismatchFatal == other.MacMismatchFatal
        && BlobEquality.Same(Hash, other.Hash)
        && BlobEquality.Same(UnknownFields, other.UnknownFields)
        && SameMap(IndexValueMap, other.IndexValueMap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, MacMismatchFatal, BlobEquality.Hash(Hash), IndexValueMap.Count);

    static bool SameMap(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> left, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var (index, value) in left)
        {
            if (!right.TryGetValue(index, out var other) || !BlobEquality.Same(value, other))
            {
                return false;
            }
        }

        return true;
    }
}
