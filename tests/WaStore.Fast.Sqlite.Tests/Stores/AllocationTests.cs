using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>Warm calls that hand no memory to the caller allocate none.</summary>
public sealed class AllocationTests : StoreTest
{
    const int Rounds = 64;

    protected override void Configure(SqliteOptions options) => SwitchCheckpointsOff(options);

    [Fact]
    public void Single_writes()
    {
        var record = Sample.Blob(1_500, 1);
        AssertNothing(() => Store.PutSessionAsync("a@lid.0", record));
        AssertNothing(() => Store.PutIdentityAsync("a@lid.0", Sample.Key(1)));
        AssertNothing(() => Store.PutSenderKeyAsync("g:a@lid.0", record));
        AssertNothing(() => Store.StorePreKeyAsync(7, record, uploaded: false));
        AssertNothing(() => Store.DeleteSessionAsync("absent"));
        AssertNothing(() => Store.StoreSentMessageAsync("c", "m", record));
        AssertNothing(() => Store.StorePendingInboundAsync("c", "s", "i", record));
        AssertNothing(() => Store.PutMsgSecretAsync("c", "s", "i", Sample.Key(1)));
        AssertNothing(() => Store.TouchTcTokenSenderTimestampAsync("j", 5));
        AssertNothing(() => Store.SaveBaseKeyAsync("a", "m", record));
    }

    [Fact]
    public void Batch_writes_whatever_their_size()
    {
        var sessions = Sample.Many(600, i => new RecordEntry($"{i}@lid.0", Sample.Blob(200, i)));
        var lists = Sample.Many(64, i => Sample.DeviceList($"{i}", i));
        var secrets = Sample.Many(64, i => Sample.Secret($"{i}", i));
        var macs = Sample.Many(64, Sample.Mac);
        AssertNothing(() => Store.PutSessionsAsync(sessions));
        AssertNothing(() => Store.UpdateDeviceListsAsync(lists));
        AssertNothing(() => Store.PutMutationMacsAsync("regular", 4, macs));
        AssertNothing(() => Store.PutMsgSecretsAsync(secrets));
    }

    [Fact]
    public void A_prepared_batch_committed()
    {
        var batch = new StoreBatch();
        for (var i = 0; i < 600; i++)
        {
            batch.PutSession($"{i}@lid.0", Sample.Blob(200, i));
            batch.PutIdentity($"{i}@lid.0", Sample.Key(i));
            batch.DeleteSession($"gone{i}");
            batch.ConsumePreKey((uint)i);
        }

        AssertNothing(() => Store.CommitAsync(batch));
    }

    [Fact]
    public async Task Reads_that_answer_no_memory()
    {
        var addresses = Sample.Many(600, i => $"{i}@lid.0");
        await FilledAccount.FillAsync(Store);
        await Store.PutSessionsAsync(addresses.Select(address => new RecordEntry(address, Sample.Blob(200, 1))).ToArray());
        AssertNothing(() => Store.HasSessionAsync("1@lid.0"));
        AssertNothing(() => Store.HasSignalStateForUserAsync("1"));
        AssertNothing(() => Store.LoadIdentityAsync(FilledAccount.Address));
        AssertNothing(() => Store.GetMaxPreKeyIdAsync());
        AssertNothing(() => Store.ExistsAsync());
        AssertNothing(() => Store.HasSameBaseKeyAsync("a", "m", default));
        AssertNothing(() => Store.GetSessionAsync("absent"));
        var seen = new int[1];
        AssertNothing(() => Store.ReadSessionsAsync(addresses, seen, static (seen, _, record) => seen[0] += record.Length));
        Assert.NotEqual(0, seen[0]);
    }

    [Fact]
    public void An_answer_costs_its_own_memory_and_no_more()
    {
        _ = Measure(() => Store.PutSessionAsync("a@lid.0", Sample.Blob(1_000, 1)), rounds: 1);
        var bytes = Measure(() => Store.GetSessionAsync("a@lid.0"), Rounds);

        // The array's header and length, rounded up.
        Assert.Equal(Rounds * 1_024, bytes);
    }

    static void AssertNothing(Func<ValueTask> call) => Assert.Equal(0, Measure(call, Rounds));

    static void AssertNothing<T>(Func<ValueTask<T>> call) => Assert.Equal(0, Measure(call, Rounds));

    static long Measure(Func<ValueTask> call, int rounds) => Measure(call, static call => IsDone(call()), rounds);

    static long Measure<T>(Func<ValueTask<T>> call, int rounds) => Measure(call, static call => IsDone(call()), rounds);

    static bool IsDone(ValueTask call) => call.IsCompletedSuccessfully;

    static bool IsDone<T>(ValueTask<T> call) => call.IsCompletedSuccessfully;

    static long Measure<TCall>(TCall call, Func<TCall, bool> run, int rounds)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.True(run(call), "The call did not complete synchronously.");
        }

        // The least of several: the shared array pool gives back what a collection trimmed, in the middle of any of them.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
            {
                Assert.True(run(call), "The call did not complete synchronously.");
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
