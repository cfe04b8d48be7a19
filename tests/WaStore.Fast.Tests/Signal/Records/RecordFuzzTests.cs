using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Goldens;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.Tests.Signal.Records;

/// <summary>Damaged records: refused by the one exception, or read and written without loss; never anything else.</summary>
public sealed class RecordFuzzTests
{
    const int Rounds = 100;
    const int MaxEdits = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_damaged_session_is_refused_or_survives(int seed) =>
        Fuzz(seed, [.. GoldenRecords.Sessions.Values, .. GoldenRecords.Crash.Sessions.Select(session => session.Record)], ExerciseSession);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_damaged_sender_key_is_refused_or_survives(int seed) =>
        Fuzz(seed, [.. GoldenRecords.SenderKeys.Values, .. GoldenRecords.Crash.SenderKeys.Select(key => key.Record)], ExerciseSenderKey);

    static void Fuzz(int seed, byte[][] samples, Action<byte[]> exercise)
    {
        var random = new Random(seed);
        var decoded = 0;
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var sample in samples)
            {
                var damaged = Damage(random, sample, samples);
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    exercise(damaged);
                    decoded++;
                }
                catch (StoreException exception) when (exception.Kind is StoreErrorKind.Serialization)
                {
                    refused++;
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"seed {seed}, round {round}: {Convert.ToBase64String(damaged)}", exception);
                }

                // A stored length must not decide how much is allocated.
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (damaged.Length * 64) + 200_000);
            }
        }

        // Both ways were taken often, or the mutations say nothing.
        Assert.True(decoded > Rounds && refused > Rounds, $"{decoded} decoded, {refused} refused");
    }

    static byte[] Damage(Random random, byte[] sample, byte[][] samples)
    {
        List<byte> bytes = [.. sample];
        for (var edits = random.Next(1, MaxEdits + 1); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.AddRange(random.Next(2) == 0 ? samples[random.Next(samples.Length)] : Proto.Varint(100, (ulong)random.Next(3_000)));
                    break;
            }
        }

        return [.. bytes];
    }

    static void ExerciseSession(byte[] stored)
    {
        var record = SessionRecord.Decode(stored, Incarnations.Ours);
        var again = RecordCalls.Encoded(record);
        Assert.Equal(again, RecordCalls.Encoded(SessionRecord.Decode(again, Incarnations.Ours)));
        if (!record.TryGetSenderChain(out var chain) || chain.Counter == uint.MaxValue)
        {
            return;
        }

        Assert.True(chain.Counter >= record.LeaseCeiling || record.LeaseCeiling == 0 || EndsWithOurs(stored));
        var counter = chain.Counter;
        var sent = record.TakeSendingCounter(out var step);
        Assert.Equal(counter, step.Counter);
        Assert.True(sent.LeaseCeiling > counter);
        Assert.True(RecordCalls.Counter(SessionRecord.Decode(RecordCalls.Encoded(sent), Incarnations.Other)) > counter);
        Assert.Equal(record.ArchivedCount, sent.ArchivedCount);
        Assert.True(sent.ArchiveCurrentState().ArchivedCount is > 0 and <= SignalLimits.MaxArchivedStates);
    }

    static void ExerciseSenderKey(byte[] stored)
    {
        var record = SenderKeyRecord.Decode(stored, Incarnations.Ours);
        var again = RecordCalls.Encoded(record);
        Assert.Equal(again, RecordCalls.Encoded(SenderKeyRecord.Decode(again, Incarnations.Ours)));
        if (!record.TryGetState(0, out var state) || !state.IsOwn || state.ChainKey.IsEmpty || state.Iteration == uint.MaxValue)
        {
            return;
        }

        var iteration = state.Iteration;
        var sent = record.TakeSendingIteration(out var step);
        Assert.Equal(iteration, step.Counter);
        Assert.True(sent.LeaseCeiling > iteration);
        Assert.True(RecordCalls.Iteration(SenderKeyRecord.Decode(RecordCalls.Encoded(sent), Incarnations.Other)) > iteration);
    }

    static bool EndsWithOurs(byte[] stored) => stored.AsSpan().IndexOf(Incarnations.OursField) >= 0;
}
