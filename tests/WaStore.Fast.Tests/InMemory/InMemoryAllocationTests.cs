using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.Signal;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>What calls leave behind. The reference's three tests about the size of its hash table are restated as retained bytes: a tree has no spare room to over-grow (spec/storage.md 5.3).</summary>
[Collection(Alone.Name)]
public sealed class InMemoryAllocationTests
{
    const int Batch = 812;

    readonly InMemoryBackend _store = new();

    [Fact]
    public async Task A_batch_of_repeated_ids_keeps_one_row()
    {
        await _store.StorePreKeysAsync(Sample.Many(Batch, i => new PreKeyEntry(7, Sample.Blob(74, i))), uploaded: false);

        var report = await _store.GetResourceReportAsync();
        Assert.Equal(1, report.Pages);
        Assert.Equal(Sample.Blob(74, Batch - 1), await _store.LoadPreKeyAsync(7));
        Assert.InRange(report.MemoryBytes!.Value, 74, 400);
    }

    [Fact]
    public async Task Storing_a_batch_again_keeps_no_more()
    {
        var keys = Sample.Many(Batch, i => new PreKeyEntry((uint)i, Sample.Blob(74, i)));
        await _store.StorePreKeysAsync(keys, uploaded: false);
        var more = await RetainedBytes.OfAsync(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await _store.StorePreKeysAsync(keys, uploaded: true);
            }

            return _store;
        });

        Assert.InRange(more, -64 * 1024, 64 * 1024);
        Assert.Equal(Batch, (await _store.GetResourceReportAsync()).Pages);
    }

    [Fact]
    public async Task A_batch_into_a_store_that_holds_as_many_keeps_twice_as_much()
    {
        await _store.StorePreKeysAsync(Sample.Many(Batch, i => new PreKeyEntry((uint)i, Sample.Blob(74, i))), uploaded: false);
        var first = (await _store.GetResourceReportAsync()).MemoryBytes;
        await _store.StorePreKeysAsync(Sample.Many(Batch, i => new PreKeyEntry((uint)(Batch + i), Sample.Blob(74, i))), uploaded: false);

        Assert.Equal(2 * first, (await _store.GetResourceReportAsync()).MemoryBytes);
    }

    [Fact]
    public async Task A_point_read_allocates_its_answer_and_no_more()
    {
        await _store.PutSessionsAsync(Sample.Many(10_000, i => new RecordEntry($"{i}@lid.0", Sample.Blob(1_000, i))));
        await _store.PutIdentityAsync("5@lid.0", Sample.Key(1));

        // The array's header and length, rounded up.
        Assert.Equal(1_024, Measure(() => _store.GetSessionAsync("77@lid.0")));
        Assert.Equal(0, Measure(() => _store.GetSessionAsync("absent")));
        Assert.Equal(0, Measure(() => _store.HasSessionAsync("77@lid.0")));
        Assert.Equal(0, Measure(() => _store.LoadIdentityAsync("5@lid.0")));
        Assert.Equal(0, Measure(() => _store.HasSameBaseKeyAsync("a", "m", default)));
        Assert.Equal(0, Measure(() => _store.GetStoredMsgSecretAsync("c", "s", "i")));
    }

    static bool IsDone<T>(ValueTask<T> read) => read.IsCompletedSuccessfully;

    static long Measure<T>(Func<ValueTask<T>> read)
    {
        const int Rounds = 64;
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Rounds; i++)
            {
                Assert.True(IsDone(read()));
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / Rounds;
    }
}
