using System.Buffers;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Signal;

/// <summary>
/// A session as libsignal stores it (RecordStructure): the current state, up to 40 archived ones, and a lease over the sending counters
/// (spec/caches.md 1.10).
/// </summary>
/// <remarks>
/// <para>Immutable and thread-safe: an edit gives a new record, which shares what it did not change. States are held as the bytes of libsignal's
/// SessionStructure, so that a Signal implementation reads and writes them with its own code, and unknown fields survive.</para>
/// <para>A counter may be used once. The members that move the sending chain take care of the lease, and none lets a chain go back. What they give
/// may be sent only after the new record was handed to the cache and, where it <see cref="RaisesLease"/>, is durable.</para>
/// <para>Holds secret keys; its text shows none.</para>
/// </remarks>
public sealed partial class SessionRecord : ISignalRecord<SessionRecord>
{
    const int CurrentStateField = 1;

    // Null when there is no current state.
    readonly byte[]? _current;

    // Everything else but the local fields: archived states and unknown fields, in the order in which they were read.
    readonly byte[] _rest;
    readonly CounterLease _lease;
    volatile bool _encoded;

    SessionRecord(byte[]? current, byte[] rest, CounterLease lease)
    {
        _current = current;
        _rest = rest;
        _lease = lease;
    }

    /// <summary>A record without any state: where a new session begins.</summary>
    public static SessionRecord Empty { get; } = new(null, [], default);

    /// <summary>Whether there is a current state.</summary>
    public bool HasCurrentState => _current is not null;

    /// <summary>The current state, a SessionStructure; empty when there is none. Secret. Lives as long as this record.</summary>
    public ReadOnlySpan<byte> CurrentState => _current;

    /// <summary>Counters below this one are covered by a lease: after a crash the sending chain resumes here. 0 when nothing is leased.</summary>
    public uint LeaseCeiling => _lease.Ceiling;

    /// <summary>
    /// Whether this edit, or one that it was derived from and that was never encoded, raised the lease: the record must be durable before anything
    /// derived from it is sent.
    /// </summary>
    public bool RaisesLease => _lease.Raised;

    /// <inheritdoc/>
    public int EncodedLength =>
        (_current is null ? 0 : ProtoWriter.BytesFieldSize(CurrentStateField, _current.Length)) + _rest.Length + LocalFields.Size(_lease.Ceiling);

    /// <summary>Writes the record as it is to be stored, with its lease and the incarnation that knows its counters. Allocates nothing.</summary>
    /// <inheritdoc/>
    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var output = new ProtoWriter(destination);
        if (_current is not null)
        {
            output.WriteBytes(CurrentStateField, _current);
        }

        output.WriteRaw(_rest);
        LocalFields.Write(output, _lease.Ceiling, incarnation);
        _encoded = true;
    }

    /// <summary>Names the type and sizes, nothing of the content.</summary>
    public override string ToString() => $"SessionRecord ({EncodedLength} bytes)";

    // A raised lease belongs to every record derived from it until one of them was encoded, which is when the cache's gate, or a store written
    // to directly, has taken it over. An edit made of two steps thereby stays as cautious as its first.
    CounterLease Inherited => _encoded ? _lease with { Raised = false } : _lease;
}
