using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>Views beside writers, from many threads.</summary>
public sealed class InMemoryViewTests
{
    const int Pairs = 64;

    readonly InMemoryBackend _store = new();

    [Fact]
    public async Task A_view_used_by_many_threads_stays_as_it_was_while_writers_go_on()
    {
        await WriteRoundAsync(0);
        await using var view = await _store.OpenSnapshotAsync();
        using var stop = new CancellationTokenSource();
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var writer = Task.Run(async () =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                await WriteRoundAsync(round);
                _ = written.TrySetResult();
            }
        });

        await written.Task;
        await Task.WhenAll(Sample.Many(4, _ => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                Assert.Equal(0, await RoundAsync(view));
            }
        })));
        Assert.NotEqual(0, await RoundAsync(_store));
        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task Each_read_of_several_things_is_one_view()
    {
        await WriteRoundAsync(0);
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (var round = 1; !stop.IsCancellationRequested; round++)
            {
                await WriteRoundAsync(round);
            }
        });

        var last = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var round = await RoundAsync(_store);
            Assert.True(round >= last, $"after round {last} a reader saw round {round}");
            last = round;
        }

        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public async Task A_closed_view_answers_nothing_and_keeps_nothing()
    {
        await WriteRoundAsync(0);
        var view = await _store.OpenSnapshotAsync();
        await view.DisposeAsync();
        await view.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await view.GetSessionAsync("0"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await view.ListDevicesAsync());
    }

    [Fact]
    public async Task Opening_a_view_costs_the_same_whatever_the_store_holds()
    {
        var few = await CostAsync();
        await _store.PutSessionsAsync(Sample.Many(50_000, i => new RecordEntry($"{i}@lid.0", Sample.Blob(8, 1))));

        Assert.Equal(few, await CostAsync());
        Assert.InRange(few, 1, 64);
    }

    async Task<long> CostAsync()
    {
        await (await _store.OpenSnapshotAsync()).DisposeAsync();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opening = _store.OpenSnapshotAsync();
        var cost = GC.GetAllocatedBytesForCurrentThread() - before;
        await (await opening).DisposeAsync();
        return cost;
    }

    async Task WriteRoundAsync(int round)
    {
        var batch = new StoreBatch();
        for (var i = 0; i < Pairs; i++)
        {
            batch.PutSession($"{i}", BitConverter.GetBytes(round));
        }

        await _store.CommitAsync(batch);
    }

    static async Task<int> RoundAsync(IStoreReads reads)
    {
        var sessions = await reads.GetSessionsAsync(Sample.Many(Pairs, i => $"{i}"));
        return Assert.Single(sessions.Values.Select(record => BitConverter.ToInt32(record)).Distinct());
    }
}
