using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Orders the blobs of a list by their bytes, as SQLite does. Generated code uses it for lists of blobs, of keys and of UTF-8 text.</summary>
public sealed class BlobComparer : IComparer<ReadOnlyMemory<byte>>, IComparer<byte[]>, IComparer<Key32>
{
    /// <summary>The one instance.</summary>
    public static BlobComparer Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceCompareTo(y.Span);

    /// <inheritdoc/>
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    /// <inheritdoc/>
    public int Compare(Key32 x, Key32 y) => x.AsSpan().SequenceCompareTo(y.AsSpan());
}
