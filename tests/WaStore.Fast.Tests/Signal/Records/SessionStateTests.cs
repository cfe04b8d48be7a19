using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSession;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Archiving, promoting and beginning sessions, and what happens to leased counters then (spec/caches.md 1.10).</summary>
public sealed class SessionStateTests
{
    [Fact]
    public void A_new_session_archives_the_current_one_burnt_and_starts_its_lease_anew()
    {
        var record = Session(Current(State(3)), Ceiling(64), Incarnations.OursField).WithNewState(State(0, seed: 2, ratchet: 2));

        Assert.Equal(State(0, seed: 2, ratchet: 2), record.CurrentState.ToArray());
        Assert.Equal((0u, false), (record.LeaseCeiling, record.RaisesLease));
        Assert.Equal(1, record.ArchivedCount);
        Assert.Equal(State(64, chainKey: Ratchet.ChainKeyAfter(Key(201), 61)), record.GetArchivedState(0).ToArray());

        record = record.TakeSendingCounter(out var step);
        Assert.Equal((0u, 64u, true), (step.Counter, record.LeaseCeiling, record.RaisesLease));
    }

    [Fact]
    public void The_first_session_archives_nothing()
    {
        var record = SessionRecord.Empty.WithNewState(State(0));

        Assert.Equal(0, record.ArchivedCount);
        Assert.Equal(Current(State(0)), Encoded(record));
    }

    [Fact]
    public void An_archived_session_forgets_its_pending_prekey()
    {
        var record = Session(Current(State(3, pending: true))).ArchiveCurrentState();

        Assert.False(record.HasCurrentState);
        Assert.Equal(State(3), record.GetArchivedState(0).ToArray());
        Assert.Equal(Archived(State(3)), Encoded(record));
    }

    [Fact]
    public void Archiving_burns_and_keeps_the_ceiling()
    {
        var record = Session(Current(State(3)), Ceiling(64), Incarnations.OursField).ArchiveCurrentState();

        Assert.Equal(State(64, chainKey: Ratchet.ChainKeyAfter(Key(201), 61)), record.GetArchivedState(0).ToArray());
        Assert.Equal(64u, record.LeaseCeiling);
        Assert.Same(record, record.ArchiveCurrentState());
    }

    [Fact]
    public void A_raised_lease_stays_raised_through_archiving_and_promoting()
    {
        var raised = Session(Current(State(0)), Archived(State(0, seed: 5, ratchet: 5))).TakeSendingCounter(out _);

        Assert.True(raised.ArchiveCurrentState().RaisesLease);
        Assert.True(raised.PromoteArchivedState(0).RaisesLease);
        Assert.True(raised.WithNewState(State(0, seed: 2, ratchet: 2)).RaisesLease);
        Assert.True(raised.WithCurrentState(State(0, ratchet: 2)).RaisesLease);
    }

    [Fact]
    public void Promoting_burns_both_and_keeps_the_order_of_the_others()
    {
        var first = State(1, seed: 5, ratchet: 5);
        var second = State(2, seed: 6, ratchet: 6);
        var third = State(3, seed: 7, ratchet: 7);
        var record = Session(Current(State(3)), Archived(first), Archived(second), Archived(third), Ceiling(64), Incarnations.OursField).PromoteArchivedState(1);

        Assert.Equal(State(64, seed: 6, ratchet: 6, chainKey: Ratchet.ChainKeyAfter(Key(206), 62)), record.CurrentState.ToArray());
        Assert.Equal(64u, record.LeaseCeiling);
        Assert.Equal(3, record.ArchivedCount);
        Assert.Equal(State(64, chainKey: Ratchet.ChainKeyAfter(Key(201), 61)), record.GetArchivedState(0).ToArray());
        Assert.Equal(first, record.GetArchivedState(1).ToArray());
        Assert.Equal(third, record.GetArchivedState(2).ToArray());
    }

    [Fact]
    public void Promoting_into_an_empty_place_archives_nothing()
    {
        var record = Session(Archived(State(1, seed: 5)), Archived(State(2, seed: 6))).PromoteArchivedState(1);

        Assert.Equal(Proto.Join(Current(State(2, seed: 6)), Archived(State(1, seed: 5))), Encoded(record));
    }

    [Fact]
    public void A_promoted_session_may_come_in_the_form_a_message_left_it_in()
    {
        var updated = State(0, seed: 5, ratchet: 9);
        var record = Session(Current(State(3)), Archived(State(1, seed: 5))).PromoteArchivedState(0, updated);

        Assert.Equal(updated, record.CurrentState.ToArray());
        Assert.Equal(State(3), record.GetArchivedState(0).ToArray());
        Assert.Equal(1, record.ArchivedCount);
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void Where_the_lease_is_too_far_ahead_the_chain_is_dropped(uint ceiling, bool kept)
    {
        byte[] stored = Proto.Join(Current(State(ceiling)), Archived(State(0, seed: 5, ratchet: 5)), Ceiling(ceiling));
        var promoted = Session(stored).PromoteArchivedState(0);

        Assert.Equal(kept, promoted.TryGetSenderChain(out _));
        if (!kept)
        {
            // Everything else is as it was.
            var chain = Chain(6, 5, ChainKey(0, Key(205)));
            var at = State(0, seed: 5, ratchet: 5).AsSpan().IndexOf(chain);
            Assert.Equal(Proto.Join(State(0, seed: 5, ratchet: 5)[..at], State(0, seed: 5, ratchet: 5)[(at + chain.Length)..]), promoted.CurrentState.ToArray());
        }
    }

    [Fact]
    public void An_archived_chain_without_a_key_is_dropped_where_it_would_have_to_be_burnt()
    {
        var keyless = Proto.Join(Proto.Varint(1, 3), Chain(6, 1, Proto.Bytes(3, Proto.Varint(1, 2))), Proto.Bytes(13, BaseKey(1)));
        var record = Session(Current(keyless), Ceiling(64), Incarnations.OursField).ArchiveCurrentState();

        Assert.Equal(Proto.Join(Proto.Varint(1, 3), Proto.Bytes(13, BaseKey(1))), record.GetArchivedState(0).ToArray());
    }

    [Fact]
    public void Past_forty_the_oldest_archived_session_is_forgotten()
    {
        byte[][] archived = [.. Enumerable.Range(0, 40).Select(i => Archived(State((uint)i, seed: i + 20)))];
        var record = Session([Current(State(3)), .. archived]);

        var more = record.WithNewState(State(0, seed: 2));
        Assert.Equal(40, more.ArchivedCount);
        Assert.Equal(State(3), more.GetArchivedState(0).ToArray());
        Assert.Equal(State(38, seed: 58), more.GetArchivedState(39).ToArray());

        // A promoted one makes room for the current one.
        var promoted = record.PromoteArchivedState(39);
        Assert.Equal(40, promoted.ArchivedCount);
        Assert.Equal(State(38, seed: 58), promoted.GetArchivedState(39).ToArray());
        _ = SessionRecord.Decode(Encoded(promoted), Incarnations.Ours);
    }

    [Fact]
    public void An_archived_session_is_found_by_version_and_base_key()
    {
        var versionTwo = Proto.Bytes(13, BaseKey(9));
        var record = Session(Archived(State(1, seed: 5)), Archived(versionTwo), Archived(State(2, seed: 6)));

        Assert.Equal(2, record.FindArchivedState(3, BaseKey(6)));
        Assert.Equal(0, record.FindArchivedState(3, BaseKey(5)));
        Assert.Equal(1, record.FindArchivedState(2, BaseKey(9)));
        Assert.Equal(-1, record.FindArchivedState(2, BaseKey(6)));
        Assert.Equal(-1, record.FindArchivedState(3, BaseKey(7)));
    }

    [Fact]
    public void Unknown_fields_survive_at_every_level()
    {
        byte[] unknown = Proto.Join(Proto.Varint(900, 5), Proto.Bytes(901, [1, 2, 3]), Proto.Fixed32(902, 7), Proto.Fixed64(903, 8));
        byte[] state = Proto.Join(
            Proto.Varint(1, 3),
            Proto.Bytes(6, unknown, Proto.Bytes(1, RatchetKey(1)), Proto.Bytes(3, Proto.Varint(1, 5), unknown, Proto.Bytes(2, Key(1)), unknown), unknown),
            unknown);
        byte[] expected = Proto.Join(
            Proto.Varint(1, 3),
            Proto.Bytes(6, unknown, Proto.Bytes(1, RatchetKey(1)), Proto.Bytes(3, Proto.Varint(1, 6), Proto.Bytes(2, Ratchet.NextChainKey(Key(1))), unknown, unknown), unknown),
            unknown);
        byte[] stored = Proto.Join(Current(state), Archived(state), unknown);
        var record = Session(stored);

        Assert.Equal(stored, Encoded(record));
        var sent = record.TakeSendingCounter(out _);
        Assert.Equal(Proto.Join(Current(expected), Archived(state), unknown, Ceiling(69), Incarnations.OursField), Encoded(sent));
        Assert.Equal(Proto.Join(Current(State(0)), Archived(state), Archived(state), unknown), Encoded(record.WithNewState(State(0))));
    }

    [Fact]
    public void A_state_that_does_not_exist_is_out_of_range()
    {
        var record = Session(Archived(State(1)));

        Assert.Throws<ArgumentOutOfRangeException>(() => record.GetArchivedState(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.GetArchivedState(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.PromoteArchivedState(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => record.PromoteArchivedState(1, State(0)));
    }
}
