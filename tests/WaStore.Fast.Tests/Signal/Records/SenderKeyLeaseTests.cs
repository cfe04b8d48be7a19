using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSenderKey;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Leases of a sender key's iterations, rule by rule (spec/caches.md 1.10).</summary>
public sealed class SenderKeyLeaseTests
{
    [Fact]
    public void One_send_in_64_raises_the_lease()
    {
        var record = SenderKey(Field(State(0)));
        for (uint iteration = 0; iteration < 200; iteration++)
        {
            record = record.TakeSendingIteration(out var step);

            Assert.Equal(iteration, step.Counter);
            Assert.Equal(Ratchet.MessageKeySeed(Ratchet.ChainKeyAfter(ChainKey(), iteration)), step.MessageKeySeed.ToArray());
            Assert.Equal(iteration % 64 == 0, record.RaisesLease);
            Assert.Equal((iteration / 64 * 64) + 64, record.LeaseCeiling);
            _ = Encoded(record);
        }
    }

    [Fact]
    public void A_raised_lease_stays_raised_in_derived_records_until_one_was_encoded()
    {
        var raised = SenderKey(Field(State(0))).TakeSendingIteration(out _);
        var next = raised.TakeSendingIteration(out _);
        Assert.True(next.RaisesLease);

        _ = Encoded(next);
        Assert.False(next.TakeSendingIteration(out _).RaisesLease);
        Assert.True(raised.AddState(State(0, keyId: 4)).RaisesLease);
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    public void Another_incarnation_resumes_at_the_ceiling_or_where_the_chain_is(uint iteration, uint ceiling)
    {
        var second = State(1, keyId: 4);
        var record = SenderKey(Field(State(iteration)), Field(second), SampleSession.Ceiling(ceiling), SampleSession.IncarnationField(0xB2));

        Assert.Equal(Math.Max(iteration, ceiling), Iteration(record));
        Assert.Equal(Ratchet.ChainKeyAfter(ChainKey(), Math.Max(iteration, ceiling) - iteration), record.GetState(0).ChainKey.ToArray());
        Assert.Equal(second, record.GetState(1).Bytes.ToArray());
        Assert.False(record.RaisesLease);
        Assert.True(record.TakeSendingIteration(out _).RaisesLease || iteration < ceiling);
    }

    [Fact]
    public void The_same_incarnation_resumes_exactly()
    {
        byte[] stored = Proto.Join(Field(State(3)), SampleSession.Ceiling(64), Incarnations.OursField);

        Assert.Equal(3u, Iteration(SenderKey(stored)));
        Assert.Equal(stored, Encoded(SenderKey(stored)));
        Assert.Equal(64u, Iteration(SenderKeyRecord.Decode(stored, Incarnations.Other)));
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public void A_chain_is_fast_forwarded_by_2000_steps_at_most(uint ceiling, bool allowed)
    {
        byte[] stored = Proto.Join(Field(State(0)), SampleSession.Ceiling(ceiling));
        if (allowed)
        {
            Assert.Equal(ceiling, Iteration(SenderKey(stored)));
        }
        else
        {
            Assert.Contains("ahead of the chain", Undecodable(() => SenderKey(stored)));
        }
    }

    [Fact]
    public void A_leased_record_without_states_loads() => Assert.Equal(64u, SenderKey(SampleSession.Ceiling(64)).LeaseCeiling);

    [Fact]
    public void A_higher_iteration_of_our_own_first_state_is_a_send()
    {
        var record = SenderKey(Field(State(0)), Field(State(0, keyId: 4)));

        Assert.Equal((64u, true), Lease(record.WithState(0, State(1))));
        Assert.Equal((0u, false), Lease(record.WithState(0, State(0, messageKeys: 3))));
        Assert.Equal((0u, false), Lease(record.WithState(1, State(5, keyId: 4))));
    }

    [Fact]
    public void Receiving_never_raises_the_lease()
    {
        var record = SenderKey(Field(State(0, own: false)));
        var received = record.WithState(0, State(500, own: false, messageKeys: 3));

        Assert.Equal((0u, false), Lease(received));
        Assert.Equal(Field(State(500, own: false, messageKeys: 3)), Encoded(received));
    }

    [Fact]
    public void A_chain_never_goes_back()
    {
        var record = SenderKey(Field(State(5)));

        Assert.Contains("from 5 to 4", Refused(() => record.WithState(0, State(4))));
        Assert.Contains("another chain", Refused(() => record.WithState(0, State(9, keyId: 4))));
        Assert.Contains("another chain", Refused(() => record.WithState(0, State(9, signing: 4))));
    }

    [Fact]
    public void Only_a_chain_of_our_own_can_send()
    {
        Assert.Contains("no chain of ours", Refused(() => SenderKey(Field(State(0, own: false))).TakeSendingIteration(out _)));
        Assert.Contains("no chain of ours", Refused(() => SenderKeyRecord.Empty.TakeSendingIteration(out _)));
    }

    [Fact]
    public void The_last_iteration_is_never_passed()
    {
        var record = SenderKey(Field(State(uint.MaxValue - 1))).TakeSendingIteration(out _);

        Assert.Equal(uint.MaxValue, record.LeaseCeiling);
        Assert.Contains("used up", Refused(() => record.TakeSendingIteration(out _)));
    }

    static (uint Ceiling, bool Raises) Lease(SenderKeyRecord record) => (record.LeaseCeiling, record.RaisesLease);
}
