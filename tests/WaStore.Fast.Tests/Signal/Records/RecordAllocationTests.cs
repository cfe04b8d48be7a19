using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Records;

public sealed class RecordAllocationTests
{
    // An object of five references and words, and an array with its header.
    const int ObjectBytes = 48;
    const int ArrayHeader = 24;

    static readonly byte[] s_session = Proto.Join(SampleSession.Current(SampleSession.State(3)), SampleSession.Ceiling(64), Incarnations.OursField);
    static readonly byte[] s_senderKey = Proto.Join(SampleSenderKey.Field(SampleSenderKey.State(3)), SampleSession.Ceiling(64), Incarnations.OursField);

    [Fact]
    public void Decoding_allocates_the_record_and_its_bytes()
    {
        var session = AllocatedBytes.Of(() => _ = SessionRecord.Decode(s_session, Incarnations.Ours));
        var senderKey = AllocatedBytes.Of(() => _ = SenderKeyRecord.Decode(s_senderKey, Incarnations.Ours));

        Assert.InRange(session, 1, ObjectBytes + ArrayHeader + Aligned(s_session.Length));
        Assert.InRange(senderKey, 1, ObjectBytes + ArrayHeader + Aligned(s_senderKey.Length));
    }

    [Fact]
    public void Encoding_and_looking_allocate_nothing()
    {
        var session = SessionRecord.Decode(s_session, Incarnations.Ours);
        var senderKey = SenderKeyRecord.Decode(s_senderKey, Incarnations.Ours);
        var opaque = new OpaqueRecord(s_session);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4_096);

        Assert.Equal(0, AllocatedBytes.Of(() =>
        {
            buffer.ResetWrittenCount();
            session.Encode(buffer, Incarnations.Ours);
            senderKey.Encode(buffer, Incarnations.Ours);
            opaque.Encode(buffer, Incarnations.Ours);
            _ = session.EncodedLength + senderKey.EncodedLength + session.ArchivedCount + senderKey.StateCount;
            _ = session.TryGetSenderChain(out _) & senderKey.TryGetState(0, out _);
        }));
    }

    [Fact]
    public void A_send_allocates_the_new_record_alone()
    {
        var session = SessionRecord.Decode(s_session, Incarnations.Ours);
        var senderKey = SenderKeyRecord.Decode(s_senderKey, Incarnations.Ours);

        Assert.InRange(AllocatedBytes.Of(() => _ = session.TakeSendingCounter(out _)), 1, ObjectBytes + ArrayHeader + Aligned(s_session.Length));
        Assert.InRange(AllocatedBytes.Of(() => _ = senderKey.TakeSendingIteration(out _)), 1, ObjectBytes + ArrayHeader + Aligned(s_senderKey.Length));
    }

    static int Aligned(int length) => (length + 7) / 8 * 8;
}
