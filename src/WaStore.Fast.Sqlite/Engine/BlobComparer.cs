namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Tells blobs of a list apart by their bytes. Generated code uses it for lists of blobs and of UTF-8 text.</summary>
public sealed class BlobComparer : IEqualityComparer<ReadOnlyMemory<byte>>, IEqualityComparer<byte[]>
{
    /// <summary>The one instance.</summary>
    public static BlobComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlyMemory<byte> obj) => Hash(obj.Span);

    /// <inheritdoc/>
    public int GetHashCode(byte[] obj) => Hash(obj);

    static int Hash(ReadOnlySpan<byte> bytes)
    {
        HashCode hash = default;
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
