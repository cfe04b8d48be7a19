using System.Buffers;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>Short forms of what every record test does.</summary>
static class RecordCalls
{
    internal static byte[] Encoded<TRecord>(TRecord record, Incarnation? incarnation = null)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var buffer = new ArrayBufferWriter<byte>();
        record.Encode(buffer, incarnation ?? Incarnations.Ours);
        Assert.Equal(record.EncodedLength, buffer.WrittenCount);
        return buffer.WrittenSpan.ToArray();
    }

    internal static SessionRecord Session(params byte[][] fields) => SessionRecord.Decode(Proto.Join(fields), Incarnations.Ours);

    internal static SenderKeyRecord SenderKey(params byte[][] fields) => SenderKeyRecord.Decode(Proto.Join(fields), Incarnations.Ours);

    internal static uint Counter(SessionRecord record)
    {
        Assert.True(record.TryGetSenderChain(out var chain));
        return chain.Counter;
    }

    internal static uint Iteration(SenderKeyRecord record) => record.GetState(0).Iteration;

    internal static string Undecodable(Action decode)
    {
        var exception = Assert.Throws<StoreException>(decode);
        Assert.Equal(StoreErrorKind.Serialization, exception.Kind);
        return exception.Message;
    }

    internal static string Refused(Action edit)
    {
        var exception = Assert.Throws<StoreException>(edit);
        Assert.Equal(StoreErrorKind.Validation, exception.Kind);
        return exception.Message;
    }
}
