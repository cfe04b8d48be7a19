using WaStore.Fast.Signal;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Goldens;

/// <summary>A process of the reference was killed; what it had used by then must never come again.</summary>
public sealed class CrashGoldenTests
{
    // Past the next lease.
    const int Sends = 70;

    public static TheoryData<string> Addresses => [.. GoldenRecords.Crash.Sessions.Select(session => session.Address)];

    public static TheoryData<string> Names => [.. GoldenRecords.Crash.SenderKeys.Select(key => key.Name)];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void A_session_resumes_past_everything_that_was_used(string address)
    {
        var golden = GoldenRecords.Crash.Sessions.Single(session => session.Address == address);
        var used = golden.Used.Select(key => (key.CipherKey, key.Iv)).ToHashSet();
        var usedCounters = golden.Used.Select(key => key.Counter).ToHashSet();
        var record = SessionRecord.Decode(golden.Record, Incarnation.Create());

        for (var i = 0; i < Sends; i++)
        {
            record = record.TakeSendingCounter(out var step);
            var keys = Ratchet.MessageKeys(step.MessageKeySeed.AsSpan());

            Assert.Equal(golden.FirstAfterCrash.Counter + (uint)i, step.Counter);
            Assert.DoesNotContain(step.Counter, usedCounters);
            Assert.DoesNotContain(keys, used);
            if (i == 0)
            {
                Assert.Equal((golden.FirstAfterCrash.CipherKey, golden.FirstAfterCrash.Iv), keys);
                Assert.True(record.RaisesLease);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void The_stored_chain_is_the_one_whose_keys_were_used(string address)
    {
        var golden = GoldenRecords.Crash.Sessions.Single(session => session.Address == address);
        var used = golden.Used.ToDictionary(key => key.Counter, key => (key.CipherKey, key.Iv));

        // Read as the killed process itself would read it: exactly where it stood at its last flush.
        var record = SessionRecord.Decode(golden.Record, StoredIncarnation(golden.Record));
        var compared = 0;
        for (var i = 0; i < Sends; i++)
        {
            record = record.TakeSendingCounter(out var step);
            if (used.TryGetValue(step.Counter, out var keys))
            {
                Assert.Equal(keys, Ratchet.MessageKeys(step.MessageKeySeed.AsSpan()));
                compared++;
            }
        }

        // Those after the flush: without burning, exactly the keys of the dead process come again.
        var counterInFile = RecordCalls.Counter(SessionRecord.Decode(golden.Record, StoredIncarnation(golden.Record)));
        Assert.Equal(golden.Used.Count(key => key.Counter >= counterInFile), compared);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sender_key_resumes_past_everything_that_was_used(string name)
    {
        var golden = GoldenRecords.Crash.SenderKeys.Single(key => key.Name == name);
        var stored = SenderKeyRecord.Decode(golden.Record, StoredIncarnation(golden.Record)).GetState(0);
        var chainKey = Ratchet.ChainKeyAfter(stored.ChainKey.ToArray(), golden.FirstAfterCrash - stored.Iteration);
        var record = SenderKeyRecord.Decode(golden.Record, Incarnation.Create());

        for (var i = 0; i < Sends; i++)
        {
            record = record.TakeSendingIteration(out var step);

            Assert.Equal(golden.FirstAfterCrash + (uint)i, step.Counter);
            Assert.DoesNotContain(step.Counter, golden.Used);
            Assert.Equal(Ratchet.MessageKeySeed(chainKey), step.MessageKeySeed.ToArray());
            chainKey = Ratchet.NextChainKey(chainKey);
        }
    }

    [Fact]
    public void Every_record_is_written_again_as_it_is_while_its_incarnation_lives()
    {
        foreach (var session in GoldenRecords.Crash.Sessions)
        {
            var incarnation = StoredIncarnation(session.Record);
            Assert.Equal(session.Record, RecordCalls.Encoded(SessionRecord.Decode(session.Record, incarnation), incarnation));
        }

        foreach (var key in GoldenRecords.Crash.SenderKeys)
        {
            var incarnation = StoredIncarnation(key.Record);
            Assert.Equal(key.Record, RecordCalls.Encoded(SenderKeyRecord.Decode(key.Record, incarnation), incarnation));
        }
    }

    // The reference writes field 101, of 16 bytes, last.
    static Incarnation StoredIncarnation(byte[] record) => new(record.AsSpan()[^Incarnation.Length..]);
}
