using System.Buffers;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>A record with a bug: it cannot be encoded until it is cured.</summary>
public sealed class PoisonRecord : ISignalRecord<PoisonRecord>
{
    public bool IsCured { get; set; }

    /// <summary>What happens elsewhere while this is encoded: after the capture, before the commit.</summary>
    public Action? Meanwhile { get; init; }

    public int EncodedLength => 4;

    public bool RaisesLease => false;

    public static PoisonRecord Decode(ReadOnlySpan<byte> stored, Incarnation incarnation) => new() { IsCured = true };

    public void Encode(IBufferWriter<byte> destination, Incarnation incarnation)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Meanwhile?.Invoke();
        destination.Write(new byte[] { 1, 2 });
        if (!IsCured)
        {
            throw new InvalidOperationException("a bug in a record");
        }

        destination.Write(new byte[] { 3, 4 });
    }
}
