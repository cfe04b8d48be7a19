using WaStore.Fast.Tests.Signal.Samples;
using static WaStore.Fast.Tests.Signal.Samples.RecordCalls;
using static WaStore.Fast.Tests.Signal.Samples.SampleSession;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Fields 100 and 101 of a record, of either kind (spec/caches.md 1.10).</summary>
public sealed class LocalFieldTests
{
    /// <summary>What makes a record undecodable.</summary>
    public static TheoryData<byte[]> BadCeilings { get; } =
    [
        Proto.Join(Ceiling(64), Ceiling(64)),
        Proto.Join(Ceiling(0), Ceiling(0)),
        Proto.Bytes(100),
        Proto.Fixed32(100, 64),
        Proto.Fixed64(100, 64),
        Ceiling((ulong)uint.MaxValue + 1),
        Ceiling(ulong.MaxValue),
    ];

    /// <summary>What counts as another incarnation.</summary>
    public static TheoryData<byte[]> OtherIncarnations { get; } =
    [
        [],
        IncarnationField(0xB2),
        IncarnationField(0xA1, 15),
        IncarnationField(0xA1, 17),
        IncarnationField(0xA1, 0),
        Proto.Join(Incarnations.OursField, Incarnations.OursField),
        Proto.Join(IncarnationField(0xB2), Incarnations.OursField),
        Proto.Varint(101, 1),
        Proto.Join(Proto.Varint(101, 1), Incarnations.OursField),
        Proto.Fixed64(101, 1),
    ];

    [Theory]
    [MemberData(nameof(BadCeilings))]
    public void A_ceiling_that_is_not_one_number_of_32_bits_makes_the_record_undecodable(byte[] fields)
    {
        Assert.Contains("its lease is not one number", Undecodable(() => Session(Current(State(0)), fields)));
        Assert.Contains("its lease is not one number", Undecodable(() => SenderKey(SampleSenderKey.Field(SampleSenderKey.State(0)), fields)));
    }

    [Theory]
    [MemberData(nameof(OtherIncarnations))]
    public void An_incarnation_that_is_not_ours_exactly_burns_the_lease(byte[] fields)
    {
        Assert.Equal(64u, Counter(Session(Current(State(3)), Ceiling(64), fields)));
        Assert.Equal(64u, Iteration(SenderKey(SampleSenderKey.Field(SampleSenderKey.State(3)), Ceiling(64), fields)));
    }

    [Theory]
    [MemberData(nameof(OtherIncarnations))]
    public void Without_a_ceiling_nothing_is_burnt_whatever_the_incarnation(byte[] fields)
    {
        Assert.Equal(3u, Counter(Session(Current(State(3)), fields)));
        Assert.Equal(3u, Counter(Session(Current(State(3)), Ceiling(0), fields)));
        Assert.Equal(3u, Iteration(SenderKey(SampleSenderKey.Field(SampleSenderKey.State(3)), fields)));
        Assert.Equal(3u, Iteration(SenderKey(SampleSenderKey.Field(SampleSenderKey.State(3)), Ceiling(0), fields)));
    }

    [Fact]
    public void The_fields_are_recognised_anywhere()
    {
        var state = SampleSenderKey.Field(SampleSenderKey.State(3));
        foreach (var fields in Permutations([Current(State(3)), Ceiling(64), Incarnations.OursField]))
        {
            Assert.Equal(3u, Counter(Session(fields)));
            Assert.Equal(64u, Session(fields).LeaseCeiling);
        }

        foreach (var fields in Permutations([Current(State(3)), Ceiling(64), IncarnationField(0xB2)]))
        {
            Assert.Equal(64u, Counter(Session(fields)));
        }

        foreach (var fields in Permutations([state, Ceiling(64), IncarnationField(0xB2)]))
        {
            Assert.Equal(64u, Iteration(SenderKey(fields)));
        }
    }

    [Fact]
    public void Inside_a_state_they_are_unknown_fields_like_others()
    {
        byte[] state = Proto.Join(State(3), Ceiling(64), Ceiling(64), Incarnations.OursField);
        var record = Session(Current(state));

        Assert.Equal(0u, record.LeaseCeiling);
        Assert.Equal(state, record.CurrentState.ToArray());
    }

    [Fact]
    public void An_incarnation_without_a_lease_is_not_stored_again()
    {
        Assert.Equal(Current(State(3)), Encoded(Session(Current(State(3)), Incarnations.OursField)));
        Assert.Equal(Current(State(3)), Encoded(Session(Current(State(3)), Ceiling(0), Incarnations.OursField)));
    }

    static IEnumerable<byte[][]> Permutations(byte[][] fields) =>
        from a in fields
        from b in fields
        from c in fields
        where a != b && b != c && a != c
        select new[] { a, b, c };
}
