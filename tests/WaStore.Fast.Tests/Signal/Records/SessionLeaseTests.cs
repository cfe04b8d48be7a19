using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSession;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Leases of a session's sending counters, rule by rule (spec/caches.md 1.10).</summary>
public sealed class SessionLeaseTests
{
    [Fact]
    public void One_send_in_64_raises_the_lease()
    {
        var record = Session(Current(State(0)));
        for (uint counter = 0; counter < 200; counter++)
        {
            record = record.TakeSendingCounter(out var step);

            Assert.Equal(counter, step.Counter);
            Assert.Equal(counter % 64 == 0, record.RaisesLease);
            Assert.Equal((counter / 64 * 64) + 64, record.LeaseCeiling);
            _ = Encoded(record);
        }
    }

    [Fact]
    public void A_lease_begins_at_the_counter_that_reaches_it()
    {
        var record = Session(Current(State(70))).TakeSendingCounter(out _);

        Assert.Equal(134u, record.LeaseCeiling);
        Assert.True(record.RaisesLease);
    }

    [Fact]
    public void A_raised_lease_stays_raised_in_derived_records_until_one_was_encoded()
    {
        var raised = Session(Current(State(0))).TakeSendingCounter(out _);
        var next = raised.TakeSendingCounter(out _);
        Assert.True(next.RaisesLease);

        _ = Encoded(next);
        Assert.True(next.RaisesLease);
        Assert.False(next.TakeSendingCounter(out _).RaisesLease);
        Assert.True(raised.TakeSendingCounter(out _).RaisesLease);
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(63, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(5, 128)]
    public void Another_incarnation_resumes_at_the_ceiling_or_where_the_chain_is(uint counter, uint ceiling)
    {
        var record = Session(Current(State(counter)), Ceiling(ceiling), IncarnationField(0xB2));

        Assert.Equal(Math.Max(counter, ceiling), Counter(record));
        Assert.True(record.TryGetSenderChain(out var chain));
        Assert.Equal(Ratchet.ChainKeyAfter(Key(201), Math.Max(counter, ceiling) - counter), chain.ChainKey.ToArray());
        Assert.Equal(ceiling, record.LeaseCeiling);
        Assert.False(record.RaisesLease);
    }

    [Fact]
    public void The_first_send_after_a_crash_raises_the_next_lease()
    {
        var record = Session(Current(State(3)), Ceiling(64)).TakeSendingCounter(out var step);

        Assert.Equal(64u, step.Counter);
        Assert.Equal(128u, record.LeaseCeiling);
        Assert.True(record.RaisesLease);
    }

    [Fact]
    public void The_same_incarnation_resumes_exactly()
    {
        byte[] stored = Proto.Join(Current(State(3)), Ceiling(64), Incarnations.OursField);
        var record = SessionRecord.Decode(stored, Incarnations.Ours);

        Assert.Equal(3u, Counter(record));
        Assert.Equal(stored, Encoded(record));
    }

    [Fact]
    public void The_lease_and_its_incarnation_are_stored_after_everything_else()
    {
        var record = Session(Current(State(0)), Archived(State(1, seed: 5))).TakeSendingCounter(out _);
        byte[] tail = Proto.Join(Ceiling(64), Incarnations.OursField);

        Assert.Equal(tail, Encoded(record)[^tail.Length..]);
        Assert.Equal(Proto.Join(Ceiling(64), IncarnationField(0xB2)), Encoded(record, Incarnations.Other)[^tail.Length..]);
    }

    [Fact]
    public void Repeated_clean_reloads_burn_nothing()
    {
        var record = Session(Current(State(0)));
        for (uint counter = 0; counter < 300; counter++)
        {
            record = SessionRecord.Decode(Encoded(record.TakeSendingCounter(out var step)), Incarnations.Ours);
            Assert.Equal(counter, step.Counter);
        }
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    [InlineData(uint.MaxValue, false)]
    public void A_chain_is_fast_forwarded_by_2000_steps_at_most(uint ceiling, bool allowed)
    {
        byte[] stored = Proto.Join(Current(State(0)), Ceiling(ceiling));
        if (allowed)
        {
            Assert.Equal(ceiling, Counter(SessionRecord.Decode(stored, Incarnations.Ours)));
        }
        else
        {
            Assert.Contains("ahead of the sending chain", Undecodable(() => SessionRecord.Decode(stored, Incarnations.Ours)));
        }

        // It is the distance that counts, not the number.
        Assert.Equal(ceiling, Counter(Session(Current(State(ceiling - 2_000)), Ceiling(ceiling))));
    }

    [Fact]
    public void Only_the_sending_chain_of_the_current_session_is_burnt()
    {
        var archived = State(3, seed: 5);
        var before = State(3);
        var record = Session(Current(before), Archived(archived), Ceiling(64));

        Assert.Equal(archived, record.GetArchivedState(0).ToArray());
        Assert.Equal(State(64, chainKey: Ratchet.ChainKeyAfter(Key(201), 61)), record.CurrentState.ToArray());
    }

    [Fact]
    public void A_leased_record_without_a_sending_chain_loads()
    {
        Assert.Equal(64u, Session(Current(StateWithoutSenderChain()), Ceiling(64)).LeaseCeiling);
        Assert.Equal(64u, Session(Archived(State(0)), Ceiling(64)).LeaseCeiling);
    }

    [Fact]
    public void A_leased_chain_without_a_key_cannot_be_burnt()
    {
        var keyless = Proto.Join(Proto.Varint(1, 3), Chain(6, 1, Proto.Bytes(3, Proto.Varint(1, 2))));

        Assert.Contains("no key", Undecodable(() => Session(Current(keyless), Ceiling(64))));
        Assert.False(Session(Current(keyless)).TryGetSenderChain(out _));
        Assert.Contains("no chain to send on", Refused(() => Session(Current(keyless)).TakeSendingCounter(out _)));
    }

    [Fact]
    public void An_index_that_is_left_out_is_zero()
    {
        var proto3 = Proto.Join(Proto.Varint(1, 3), Chain(6, 1, Proto.Bytes(3, Proto.Bytes(2, Key(201)))));
        var record = Session(Current(proto3));

        Assert.Equal(proto3, record.CurrentState.ToArray());
        _ = record.TakeSendingCounter(out var step);
        Assert.Equal(0u, step.Counter);
    }

    [Fact]
    public void The_last_counter_is_never_passed()
    {
        var record = Session(Current(State(uint.MaxValue - 1))).TakeSendingCounter(out var step);

        Assert.Equal(uint.MaxValue - 1, step.Counter);
        Assert.Equal(uint.MaxValue, record.LeaseCeiling);
        Assert.Contains("used up", Refused(() => record.TakeSendingCounter(out _)));
    }

    [Fact]
    public void A_record_without_a_session_cannot_send() =>
        Assert.Contains("no chain to send on", Refused(() => SessionRecord.Empty.TakeSendingCounter(out _)));
}
