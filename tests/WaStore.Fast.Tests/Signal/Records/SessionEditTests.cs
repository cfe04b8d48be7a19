using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSession;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>A Signal implementation hands the current state back; what became of the sending chain is seen by comparing.</summary>
public sealed class SessionEditTests
{
    [Fact]
    public void A_higher_counter_on_the_same_chain_is_a_send_and_is_leased()
    {
        var record = Session(Current(State(0)));
        var sent = record.WithCurrentState(State(1));
        Assert.Equal((64u, true), (sent.LeaseCeiling, sent.RaisesLease));

        _ = Encoded(sent);
        var covered = sent.WithCurrentState(State(64));
        Assert.Equal((64u, false), (covered.LeaseCeiling, covered.RaisesLease));

        var past = covered.WithCurrentState(State(65));
        Assert.Equal((128u, true), (past.LeaseCeiling, past.RaisesLease));
        Assert.Equal(State(65), past.CurrentState.ToArray());
    }

    [Fact]
    public void Receiving_never_raises_the_lease()
    {
        // The sending chain stands still, whether a lease covers it or not.
        byte[] received = Proto.Join(State(70), Proto.Varint(60, 1));
        var record = Session(Current(State(70))).WithCurrentState(received);

        Assert.Equal((0u, false), (record.LeaseCeiling, record.RaisesLease));
        Assert.Equal(received, record.CurrentState.ToArray());
    }

    [Fact]
    public void A_chain_never_goes_back()
    {
        var record = Session(Current(State(5)));

        Assert.Contains("from 5 to 4", Refused(() => record.WithCurrentState(State(4))));
        Assert.Equal(5u, Counter(record.WithCurrentState(State(5))));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(40, 40)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(5_000, 64)]
    public void A_new_sending_chain_rebases_the_lease_to_one_batch(uint ceiling, uint rebased)
    {
        var record = Session(Current(State(ceiling)), Ceiling(ceiling)).WithCurrentState(State(0, ratchet: 2));

        Assert.Equal((rebased, false), (record.LeaseCeiling, record.RaisesLease));
        Assert.Equal(0u, Counter(record));
    }

    [Fact]
    public void A_ratchet_after_thousands_of_sends_leaves_a_record_that_loads()
    {
        var record = Session(Current(State(5_000)), Ceiling(5_000)).WithCurrentState(State(0, ratchet: 2)).TakeSendingCounter(out var step);

        Assert.Equal(0u, step.Counter);
        Assert.Equal(64u, Counter(SessionRecord.Decode(Encoded(record), Incarnations.Other)));
    }

    [Fact]
    public void A_new_sending_chain_that_has_sent_more_than_the_lease_covers_raises_it()
    {
        var record = Session(Current(State(3)), Ceiling(64), Incarnations.OursField);

        Assert.False(record.WithCurrentState(State(64, ratchet: 2)).RaisesLease);
        Assert.True(record.WithCurrentState(State(65, ratchet: 2)).RaisesLease);
    }

    [Fact]
    public void The_first_state_of_an_empty_record_is_taken_as_it_is()
    {
        var record = SessionRecord.Empty.WithCurrentState(State(0));

        Assert.Equal(Current(State(0)), Encoded(record));
        Assert.False(SessionRecord.Empty.HasCurrentState);
        Assert.True(record.HasCurrentState);
    }

    [Fact]
    public void The_sending_chain_is_read_in_place()
    {
        Assert.True(Session(Current(State(9))).TryGetSenderChain(out var chain));

        Assert.Equal(RatchetKey(1), chain.RatchetKey.ToArray());
        Assert.Equal(Key(101), chain.RatchetKeyPrivate.ToArray());
        Assert.Equal(Key(201), chain.ChainKey.ToArray());
        Assert.Equal(9u, chain.Counter);
        Assert.False(SessionRecord.Empty.TryGetSenderChain(out _));
        Assert.False(Session(Current(StateWithoutSenderChain())).TryGetSenderChain(out _));
    }

    [Fact]
    public void An_edit_leaves_the_record_it_came_from_alone()
    {
        var record = Session(Current(State(0)), Archived(State(1, seed: 5)));
        var before = Encoded(record);
        _ = record.TakeSendingCounter(out _);
        _ = record.WithCurrentState(State(3));
        _ = record.ArchiveCurrentState();
        _ = record.PromoteArchivedState(0);
        _ = record.WithNewState(State(0, seed: 9));

        Assert.Equal(before, Encoded(record));
        Assert.False(record.RaisesLease);
    }

    [Fact]
    public void A_state_that_is_none_is_refused()
    {
        byte[] truncated = State(0)[..^1];

        Assert.Contains("no protobuf", Refused(() => SessionRecord.Empty.WithCurrentState(truncated)));
        Assert.Contains("no protobuf", Refused(() => SessionRecord.Empty.WithNewState(truncated)));
        Assert.Contains("no protobuf", Refused(() => Session(Archived(State(0))).PromoteArchivedState(0, truncated)));
    }
}
