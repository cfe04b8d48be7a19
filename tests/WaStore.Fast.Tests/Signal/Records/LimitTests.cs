using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSession;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>What libsignal never writes is refused, with the number in the message (spec/caches.md 1.10).</summary>
public sealed class LimitTests
{
    [Fact]
    public void Forty_archived_states()
    {
        byte[][] allowed = [.. Enumerable.Repeat(Archived(State(0)), 40)];

        Assert.Equal(40, Session(allowed).ArchivedCount);
        Assert.Contains("41 archived states", Undecodable(() => Session([.. allowed, Archived([])])));
    }

    [Fact]
    public void Five_receiver_chains()
    {
        byte[] allowed = Proto.Join(Enumerable.Repeat(ReceiverChain(1), 5));

        Assert.Equal(allowed, Session(Current(allowed)).CurrentState.ToArray());
        Assert.Contains("6 receiver chains", Undecodable(() => Session(Current(Proto.Join(allowed, ReceiverChain(1))))));
        Assert.Contains("6 receiver chains", Refused(() => SessionRecord.Empty.WithNewState(Proto.Join(allowed, ReceiverChain(1)))));
    }

    [Fact]
    public void Two_thousand_message_keys_and_the_fifty_that_the_reference_prunes_late()
    {
        Assert.True(Session(Current(ReceiverChain(1, messageKeys: 2_050))).HasCurrentState);
        Assert.Contains("2051 message keys", Undecodable(() => Session(Current(ReceiverChain(1, messageKeys: 2_051)))));
    }

    [Fact]
    public void Five_sender_key_states()
    {
        byte[][] allowed = [.. Enumerable.Range(0, 5).Select(i => SampleSenderKey.Field(SampleSenderKey.State(0, keyId: (uint)i)))];

        Assert.Equal(5, SenderKey(allowed).StateCount);
        Assert.Contains("6 states", Undecodable(() => SenderKey([.. allowed, SampleSenderKey.Field(SampleSenderKey.State(0, keyId: 9))])));
    }

    [Fact]
    public void Two_thousand_message_keys_of_a_sender_key_and_fifty()
    {
        Assert.Equal(1, SenderKey(SampleSenderKey.Field(SampleSenderKey.State(0, messageKeys: 2_050))).StateCount);
        Assert.Contains("2051 message keys", Undecodable(() => SenderKey(SampleSenderKey.Field(SampleSenderKey.State(0, messageKeys: 2_051)))));
    }

    /// <summary>Records that are none.</summary>
    public static TheoryData<byte[]> BadSessions { get; } =
    [
        [0x0A],
        [0x0A, 0x05, 1],
        [0x7B, 0x7D],
        Proto.Varint(1, 1),
        Proto.Varint(2, 1),
        Proto.Join(Current(State(0)), Current(State(0))),
        Current([0xFF]),
        Current(Proto.Bytes(1, [3])),
        Current(Proto.Varint(4, 3)),
        Current(Proto.Varint(6, 3)),
        Current(Proto.Varint(7, 3)),
        Current(Proto.Join(State(0), Chain(6, 1, ChainKey(9, Key(1))))),
        Current(Proto.Bytes(6, [0xFF])),
        Current(Proto.Bytes(6, Proto.Varint(1, 1))),
        Current(Proto.Bytes(6, ChainKey(1, Key(1)), ChainKey(2, Key(1)))),
        Current(Proto.Bytes(6, Proto.Bytes(3, Proto.Varint(1, 1), Proto.Varint(1, 2)))),
        Current(Proto.Bytes(6, Proto.Bytes(3, Proto.Bytes(2, Key(1)), Proto.Bytes(2, Key(1))))),
        Current(Proto.Bytes(6, Proto.Bytes(3, Proto.Bytes(1, [1])))),
        Current(Proto.Bytes(6, Proto.Bytes(3, Proto.Varint(2, 1)))),
        Current(Proto.Bytes(6, Proto.Bytes(3, Proto.Varint(1, (ulong)uint.MaxValue + 1)))),
        Current(Proto.Bytes(7, Proto.Bytes(3, [0xFF]))),
    ];

    [Theory]
    [MemberData(nameof(BadSessions))]
    public void A_session_that_is_none_is_undecodable(byte[] stored) => Undecodable(() => SessionRecord.Decode(stored, Incarnations.Ours));

    /// <summary>Records that are none.</summary>
    public static TheoryData<byte[]> BadSenderKeys { get; } =
    [
        [0x0A],
        [0x7B, 0x7D],
        Proto.Varint(1, 1),
        SampleSenderKey.Field([0xFF]),
        SampleSenderKey.Field(Proto.Bytes(1, [1])),
        SampleSenderKey.Field(Proto.Varint(2, 1)),
        SampleSenderKey.Field(Proto.Join(SampleSenderKey.State(0), Proto.Varint(1, 1))),
        SampleSenderKey.Field(Proto.Bytes(2)),
        SampleSenderKey.Field(Proto.Bytes(2, Proto.Varint(1, 1), Proto.Bytes(2, Key(1, 31)))),
        SampleSenderKey.Field(Proto.Bytes(3, Proto.Varint(1, 1))),
        SampleSenderKey.Field(Proto.Bytes(3, Proto.Bytes(2), Proto.Bytes(2))),
        SampleSenderKey.Field(Proto.Bytes(3, [0xFF])),
        SampleSenderKey.Field(Proto.Bytes(4, Proto.Varint(1, 1))),
        SampleSenderKey.Field(Proto.Bytes(4, Proto.Varint(1, 1), Proto.Bytes(2, Key(1, 33)))),
        Proto.Join(SampleSenderKey.Field(Proto.Varint(1, 1)), Ceiling(64)),
    ];

    [Theory]
    [MemberData(nameof(BadSenderKeys))]
    public void A_sender_key_that_is_none_is_undecodable(byte[] stored) => Undecodable(() => SenderKeyRecord.Decode(stored, Incarnations.Ours));

    [Fact]
    public void An_archived_state_is_not_read_before_it_is_needed()
    {
        byte[] stored = Proto.Join(Current(State(0)), Archived([0xFF]));
        var record = SessionRecord.Decode(stored, Incarnations.Ours);

        Assert.Equal(stored, Encoded(record));
        Assert.Contains("no protobuf", Refused(() => record.PromoteArchivedState(0)));
    }

    [Fact]
    public void No_bytes_are_a_record_without_a_session()
    {
        Assert.False(Session().HasCurrentState);
        Assert.Equal(0, SenderKey().StateCount);
        Assert.Empty(Encoded(Session()));
        Assert.Empty(Encoded(SenderKey()));
    }
}
