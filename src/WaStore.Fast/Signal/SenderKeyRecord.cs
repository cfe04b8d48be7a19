using System.Buffers;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>
/// A sender key as libsignal stores it (SenderKeyRecordStructure): up to 5 states, the newest first, and a lease over the iterations of the first
/// (spec/caches.md 1.10).
/// </summary>
/// <remarks>
/// <para>Immutable and thread-safe: an edit gives a new record. Unknown fields survive.</para>
/// <para>An iteration of our own chain may be used once. The members that move a chain take care of the lease, and none lets a chain go back. What
/// they give may be sent only after the new record was handed to the cache and, where it <see cref="RaisesLease"/>, is durable. Chains of others,
/// which have no private signing key, never raise a lease.</para>
/// <para>Holds secret keys; its text shows none.</para>
/// </remarks>
public sealed partial class SenderKeyRecord : ISignalRecord<SenderKeyRecord>
{
    const int StateField = 1;

    // Everything but the local fields.
    readonly byte[] _content;
    readonly CounterLease _lease;
    volatile bool _encoded;

    SenderKeyRecord(byte[] content, CounterLease lease)
    {
        _content = content;
        _lease = lease;
    }

    /// <summary>A record without any state.</summary>
    public static SenderKeyRecord Empty { get; } = new([], default);

    /// <summary>Iterations below this one are covered by a lease: after a crash our chain resumes here. 0 when nothing is leased.</summary>
    public uint LeaseCeiling => _lease.Ceiling;

    /// <summary>
    /// Whether this edit, or one that it was derived from and that was never encoded, raised the lease: the record must be durable before anything
    /// derived from it is sent.
    /// </summary>
    public bool RaisesLease => _lease.Raised;

    /// <inheritdoc/>
    public int EncodedLength => _content.Length + LocalFields.Size(_lease.Ceiling);

    /// <summary>Writes the record as it is to be stored, with its lease and the incarnation that knows its iterations. Allocates nothing.</summary>
    /// <inheritdoc/>
    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var output = new ProtoWriter(destination);
        output.WriteRaw(_content);
        LocalFields.Write(output, _lease.Ceiling, incarnation);
        _encoded = true;
    }

    /// <summary>Names the type and sizes, nothing of the content.</summary>
    public override string ToString() => $"SenderKeyRecord ({EncodedLength} bytes)";

    // As in SessionRecord: a raised lease belongs to every record derived from it until one of them was encoded.
    CounterLease Inherited => _encoded ? _lease with { Raised = false } : _lease;
}
