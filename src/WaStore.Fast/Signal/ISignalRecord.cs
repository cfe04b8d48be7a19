using System.Buffers;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>What the Signal cache asks of a record type. Bring your own, or use <see cref="OpaqueRecord"/>.</summary>
/// <remarks>
/// A record is immutable once it is handed to the cache: a flush encodes it without any lock while readers look at it. Whoever edits a session
/// derives a new record and hands that over.
/// </remarks>
/// <typeparam name="TSelf">The record type itself.</typeparam>
public interface ISignalRecord<TSelf>
    where TSelf : class, ISignalRecord<TSelf>
{
    /// <summary>Bytes that <see cref="Encode"/> writes, or close to it: for buffers and for the cache's bound in bytes.</summary>
    int EncodedLength { get; }

    /// <summary>
    /// Whether this very edit raised the counter lease: the record must be durable before anything derived from it is sent (spec/caches.md 1.10).
    /// </summary>
    bool RaisesLease { get; }

    /// <summary>Decodes a stored record for a cache of this incarnation. A lease that another incarnation stored is fast-forwarded (spec/caches.md 1.10).</summary>
    /// <param name="stored">The stored bytes, valid during the call.</param>
    /// <param name="incarnation">The incarnation of the cache that will hold the record.</param>
    /// <exception cref="StoreException">The record is undecodable (<see cref="StoreErrorKind.Serialization"/>).</exception>
    static abstract TSelf Decode(ReadOnlySpan<byte> stored, Incarnation incarnation);

    /// <summary>The record as it is to be stored, if it has these bytes at hand; null, the default, has a flush ask <see cref="Encode"/> for them.</summary>
    /// <remarks>The bytes must stay as they are for as long as the record lives: a store reads them while it commits. It saves a flush a copy, and the zeroing of it.</remarks>
    /// <param name="incarnation">The incarnation of the cache that holds the record.</param>
    ReadOnlyMemory<byte>? GetStoredBytes(Incarnation incarnation) => null;

    /// <summary>Writes the record as it is to be stored. Called on any thread, without a lock.</summary>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="incarnation">The incarnation of the cache that holds the record.</param>
    void Encode(IBufferWriter<byte> destination, Incarnation incarnation);
}
