using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>A session or a sender key as the simulation needs it: a chain whose counters are leased and must not come twice, and how many of the peer's messages were read.</summary>
/// <param name="Chain">Which chain; each is given once.</param>
/// <param name="Sent">The next counter to send.</param>
/// <param name="Ceiling">Where the lease ends.</param>
/// <param name="Read">The highest number of a peer's message that was decrypted.</param>
/// <param name="Missed">Lower numbers that were not, and still can be, each once.</param>
/// <param name="RaisesLease">Whether this very edit raised the lease.</param>
public sealed record PeerRecord(int Chain, uint Sent, uint Ceiling, int Read, ImmutableArray<int> Missed, bool RaisesLease = false) : ISignalRecord<PeerRecord>
{
    const uint Lease = 8;
    const byte Magic = 0xB3;
    const int Fixed = 17 + Incarnation.Length;

    public int EncodedLength => Fixed + (sizeof(int) * Missed.Length);

    public static PeerRecord New(int chain, int read = 0) => new(chain, 0, 0, read, []);

    public PeerRecord Send() => this with
    {
        Sent = Sent + 1,
        Ceiling = Sent < Ceiling ? Ceiling : Sent + Lease,
        RaisesLease = Sent >= Ceiling,
    };

    public bool CanRead(int number) => number > Read || Missed.Contains(number);

    public PeerRecord Receive(int number) => this with
    {
        Read = Math.Max(Read, number),
        Missed = number > Read ? Missed.AddRange(Enumerable.Range(Read + 1, number - Read - 1)) : Missed.Remove(number),
        RaisesLease = false,
    };

    public static PeerRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        if (stored.Length < Fixed || stored[0] != Magic)
        {
            throw StoreException.Serialization("not a peer's record");
        }

        var record = new PeerRecord(
            BinaryPrimitives.ReadInt32LittleEndian(stored[1..]),
            BinaryPrimitives.ReadUInt32LittleEndian(stored[5..]),
            BinaryPrimitives.ReadUInt32LittleEndian(stored[9..]),
            BinaryPrimitives.ReadInt32LittleEndian(stored[13..]),
            [.. MemoryMarshal.Cast<byte, int>(stored[Fixed..])]);
        return new Incarnation(stored[17..Fixed]) == incarnation ? record : record with { Sent = Math.Max(record.Sent, record.Ceiling) };
    }

    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        var bytes = destination.GetSpan(EncodedLength);
        bytes[0] = Magic;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], Chain);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[5..], Sent);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[9..], Ceiling);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[13..], Read);
        incarnation.CopyTo(bytes[17..]);
        MemoryMarshal.AsBytes(Missed.AsSpan()).CopyTo(bytes[Fixed..]);
        destination.Advance(EncodedLength);
    }
}
