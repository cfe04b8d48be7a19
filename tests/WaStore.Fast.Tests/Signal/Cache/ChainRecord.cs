using System.Buffers;
using System.Buffers.Binary;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>
/// The least record that can rewind: one chain with a counter, leased in small steps. A counter that was given away and comes again is what locks an
/// account.
/// </summary>
public sealed record ChainRecord(int Chain, uint Counter, uint Ceiling, bool RaisesLease = false) : ISignalRecord<ChainRecord>
{
    /// <summary>Counters per lease; few, so that tests meet the edge often.</summary>
    public const uint Lease = 4;

    const byte Magic = 0xC7;
    const int Length = 13 + Incarnation.Length;

    public int EncodedLength => Length;

    /// <summary>A chain that sent nothing.</summary>
    public static ChainRecord New(int chain) => new(chain, 0, 0);

    /// <summary>The record after the counter <see cref="Counter"/> was used to send.</summary>
    public ChainRecord Send() => Counter < Ceiling
        ? this with { Counter = Counter + 1, RaisesLease = false }
        : this with { Counter = Counter + 1, Ceiling = Counter + Lease, RaisesLease = true };

    /// <summary>The record after a message was received: another record, no counter used.</summary>
    public ChainRecord Receive() => this with { RaisesLease = false };

    public static ChainRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation)
    {
        if (stored.Length != Length || stored[0] != Magic)
        {
            throw StoreException.Serialization("not a chain");
        }

        var record = new ChainRecord(
            BinaryPrimitives.ReadInt32LittleEndian(stored[1..]), BinaryPrimitives.ReadUInt32LittleEndian(stored[5..]), BinaryPrimitives.ReadUInt32LittleEndian(stored[9..]));
        return new Incarnation(stored[13..]) == incarnation ? record : record with { Counter = Math.Max(record.Counter, record.Ceiling) };
    }

    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        var bytes = destination.GetSpan(Length);
        bytes[0] = Magic;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], Chain);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[5..], Counter);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[9..], Ceiling);
        incarnation.CopyTo(bytes[13..]);
        destination.Advance(Length);
    }

    public byte[] ToBytes(Incarnation incarnation)
    {
        var writer = new ArrayBufferWriter<byte>();
        Encode(writer, incarnation);
        return writer.WrittenSpan.ToArray();
    }
}
