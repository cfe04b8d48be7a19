using System.Buffers;

namespace WaStore.Fast.Signal;

/// <summary>A record that the cache does not look into, for a port with a format of its own.</summary>
/// <remarks>
/// Nothing is leased here: a port whose counters must not come twice after a crash says <see cref="RaisesLease"/> for each edit that needs to be
/// durable before it is sent, or reserves counters in its own format.
/// </remarks>
/// <param name="bytes">The record as it is stored. Kept, not copied: it must not change any more.</param>
/// <param name="raisesLease">Whether this very edit must be durable before anything derived from it is sent.</param>
public sealed class OpaqueRecord(ReadOnlyMemory<byte> bytes, bool raisesLease = false) : ISignalRecord<OpaqueRecord>
{
    /// <summary>The record as it is stored.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <inheritdoc/>
    public int EncodedLength => Bytes.Length;

    /// <inheritdoc/>
    public bool RaisesLease { get; } = raisesLease;

    /// <summary>Copies the stored bytes; every content is a record.</summary>
    public static OpaqueRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation) => new(stored.ToArray());

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? GetStoredBytes(Incarnation incarnation) => Bytes;

    /// <inheritdoc/>
    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(Bytes.Span);
    }
}
