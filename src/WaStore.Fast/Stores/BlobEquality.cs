using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Stores;

/// <summary>Compares blobs by content, for the records: <see cref="ReadOnlyMemory{T}"/> itself compares by reference.</summary>
sealed class BlobEquality : IEqualityComparer<ReadOnlyMemory<byte>>
{
    internal static BlobEquality Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode([DisallowNull] ReadOnlyMemory<byte> obj) => Hash(obj);

    /// <summary>Same bytes. An absent blob equals only another absent one, never an empty one.</summary>
    internal static bool Same(ReadOnlyMemory<byte>? x, ReadOnlyMemory<byte>? y) =>
        x.HasValue == y.HasValue && x.GetValueOrDefault().Span.SequenceEqual(y.GetValueOrDefault().Span);

    internal static int Hash(ReadOnlyMemory<byte>? blob)
    {
        var hash = new HashCode();
        hash.AddBytes(blob.GetValueOrDefault().Span);
        return hash.ToHashCode();
    }
}
