using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Goldens;

/// <summary>A record that nobody changed has the bytes that its writer gave it.</summary>
public sealed class GoldenRoundTripTests
{
    public static TheoryData<string> Sessions => [.. GoldenRecords.Sessions.Keys];

    public static TheoryData<string> SenderKeys => [.. GoldenRecords.SenderKeys.Keys];

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_session_of_a_peer_keeps_its_bytes(string path)
    {
        var stored = GoldenRecords.Sessions[path];
        Assert.Equal(stored, RecordCalls.Encoded(SessionRecord.Decode(stored, Incarnations.Ours)));
    }

    [Theory]
    [MemberData(nameof(SenderKeys))]
    public void A_sender_key_of_a_peer_keeps_its_bytes(string path)
    {
        var stored = GoldenRecords.SenderKeys[path];
        Assert.Equal(stored, RecordCalls.Encoded(SenderKeyRecord.Decode(stored, Incarnations.Ours)));
    }

    [Theory]
    [MemberData(nameof(Sessions))]
    public void A_send_changes_the_sending_chain_and_nothing_else(string path)
    {
        var before = SessionRecord.Decode(GoldenRecords.Sessions[path], Incarnations.Ours);
        if (!before.TryGetSenderChain(out var chain))
        {
            // One golden has no open session; there is nothing to send on.
            Assert.False(before.HasCurrentState);
            return;
        }

        var after = before.TakeSendingCounter(out var step);

        // Undo the step by hand: the same length of counter, so the old bytes must come back.
        var key = chain.ChainKey.ToArray();
        Assert.True(after.TryGetSenderChain(out var moved));
        Assert.Equal(chain.Counter + 1, moved.Counter);
        Assert.Equal(Ratchet.NextChainKey(key), moved.ChainKey.ToArray());
        Assert.Equal(Ratchet.MessageKeySeed(key), step.MessageKeySeed.ToArray());
        var undone = Replace(after.CurrentState.ToArray(), Chain(moved.Counter, moved.ChainKey), Chain(chain.Counter, chain.ChainKey));
        Assert.Equal(before.CurrentState.ToArray(), undone);
        Assert.Equal(before.ArchivedCount, after.ArchivedCount);
    }

    [Fact]
    public void Rows_of_a_database_keep_their_bytes_or_are_refused()
    {
        // Its sessions and sender keys are partly records, partly random bytes: counted by a parser in another language.
        Assert.Equal((33, 184), Count(GoldenRecords.StoredSessions, row => RecordCalls.Encoded(SessionRecord.Decode(row, Incarnations.Ours))));
        Assert.Equal((14, 56), Count(GoldenRecords.StoredSenderKeys, row => RecordCalls.Encoded(SenderKeyRecord.Decode(row, Incarnations.Ours))));
    }

    static (int Kept, int Refused) Count(IReadOnlyList<byte[]> rows, Func<byte[], byte[]> roundTrip)
    {
        var refused = 0;
        foreach (var row in rows)
        {
            try
            {
                Assert.Equal(row, roundTrip(row));
            }
            catch (StoreException exception) when (exception.Kind == StoreErrorKind.Serialization)
            {
                refused++;
            }
        }

        return (rows.Count - refused, refused);
    }

    static byte[] Chain(uint counter, ReadOnlySpan<byte> key) => SampleSession.ChainKey(counter, key.ToArray());

    static byte[] Replace(byte[] bytes, byte[] old, byte[] replacement)
    {
        var at = bytes.AsSpan().IndexOf(old);
        Assert.True(at >= 0);
        return Proto.Join(bytes[..at], replacement, bytes[(at + old.Length)..]);
    }
}
