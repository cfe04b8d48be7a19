using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSenderKey;

namespace WaStore.Fast.Tests.Signal.Records;

public sealed class SenderKeyStateTests
{
    [Fact]
    public void A_state_is_read_in_place()
    {
        var state = SenderKey(Field(State(7)), Field(State(1, keyId: 4, own: false))).GetState(0);

        Assert.Equal((9u, 7u, true), (state.KeyId, state.Iteration, state.IsOwn));
        Assert.Equal(ChainKey(), state.ChainKey.ToArray());
        Assert.Equal(SampleSession.RatchetKey(1), state.SigningKeyPublic.ToArray());
        Assert.Equal(SampleSession.Key(2), state.SigningKeyPrivate.ToArray());
        Assert.Equal(State(7), state.Bytes.ToArray());
    }

    [Fact]
    public void A_new_state_comes_first_and_starts_the_lease_anew()
    {
        var record = SenderKey(Field(State(3)), SampleSession.Ceiling(64), Incarnations.OursField).AddState(State(0, keyId: 4));

        Assert.Equal(Proto.Join(Field(State(0, keyId: 4)), Field(State(3))), Encoded(record));
        Assert.Equal((0u, false), (record.LeaseCeiling, record.RaisesLease));
    }

    [Fact]
    public void A_state_that_is_known_already_keeps_what_it_is_and_comes_first()
    {
        var record = SenderKey(Field(State(0, keyId: 4)), Field(State(3))).AddState(State(0));

        Assert.Equal(Proto.Join(Field(State(3)), Field(State(0, keyId: 4))), Encoded(record));
    }

    [Fact]
    public void A_state_with_the_same_id_and_another_key_is_replaced()
    {
        var record = SenderKey(Field(State(0, keyId: 4)), Field(State(3))).AddState(State(0, signing: 8));

        Assert.Equal(Proto.Join(Field(State(0, signing: 8)), Field(State(0, keyId: 4))), Encoded(record));
    }

    [Fact]
    public void Past_five_the_oldest_is_forgotten()
    {
        var record = SenderKeyRecord.Empty;
        for (uint i = 0; i < 7; i++)
        {
            record = record.AddState(State(i, keyId: i));
        }

        Assert.Equal(5, record.StateCount);
        Assert.Equal([6u, 5, 4, 3, 2], Enumerable.Range(0, 5).Select(i => record.GetState(i).KeyId));
        Assert.Equal((4, -1), (record.FindState(2), record.FindState(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_state_is_made_of_its_parts(bool own)
    {
        var record = SenderKeyRecord.Empty.AddState(
            9, 7, ChainKey(), SampleSession.RatchetKey(1), own ? SampleSession.Key(2) : []);

        Assert.Equal(Field(State(7, own: own)), Encoded(record));
    }

    [Fact]
    public void Parts_of_other_lengths_are_refused()
    {
        var empty = SenderKeyRecord.Empty;
        var key = SampleSession.Key(1);
        var publicKey = SampleSession.RatchetKey(1);

        Assert.NotNull(empty.AddState(1, 0, key, publicKey));
        Refused(() => empty.AddState(1, 0, SampleSession.Key(1, 31), publicKey));
        Refused(() => empty.AddState(1, 0, key, key));
        Refused(() => empty.AddState(1, 0, key, publicKey, publicKey));
    }

    [Fact]
    public void Unknown_fields_survive_at_every_level()
    {
        byte[] unknown = Proto.Join(Proto.Varint(900, 5), Proto.Bytes(901, [1, 2, 3]), Proto.Fixed32(902, 7), Proto.Fixed64(903, 8));
        byte[] Sample(uint iteration, byte[] chainKey, bool moved) => Proto.Join(
            Proto.Varint(1, 9),
            moved
                ? Proto.Bytes(2, Proto.Varint(1, iteration), Proto.Bytes(2, chainKey), unknown, unknown)
                : Proto.Bytes(2, unknown, Proto.Varint(1, iteration), unknown, Proto.Bytes(2, chainKey)),
            Proto.Bytes(3, Proto.Bytes(1, SampleSession.RatchetKey(1)), unknown, Proto.Bytes(2, SampleSession.Key(2))),
            unknown);
        byte[] stored = Proto.Join(unknown, Field(Sample(5, ChainKey(), false)), unknown, Field(State(1, keyId: 4)));
        var record = SenderKey(stored);

        Assert.Equal(stored, Encoded(record));
        Assert.Equal(
            Proto.Join(unknown, Field(Sample(6, Ratchet.NextChainKey(ChainKey()), true)), unknown, Field(State(1, keyId: 4)), SampleSession.Ceiling(69), Incarnations.OursField),
            Encoded(record.TakeSendingIteration(out _)));
        Assert.Equal(
            Proto.Join(unknown, Field(Sample(5, ChainKey(), false)), unknown, Field(State(2, keyId: 4))),
            Encoded(record.WithState(1, State(2, keyId: 4))));
    }

    [Fact]
    public void A_state_that_does_not_exist_is_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SenderKeyRecord.Empty.GetState(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SenderKeyRecord.Empty.WithState(0, State(0)));
        Assert.False(SenderKeyRecord.Empty.TryGetState(0, out _));
    }
}
