using WaStore.Fast.Coordination;

namespace WaStore.Fast.Tests.Coordination;

public sealed class FairGateTests
{
    [Fact]
    public async Task Enter_held_isServedInOrderOfArrival()
    {
        var gate = new FairGate(1, typeof(FairGateTests));
        await gate.EnterAsync(default);
        List<int> served = [];
        Task[] waiters = [.. Enumerable.Range(0, 50).Select(async i =>
        {
            await gate.EnterAsync(default);
            served.Add(i);
            gate.Exit();
        })];
        Assert.False(gate.TryEnter());
        gate.Exit();
        await Task.WhenAll(waiters);

        Assert.Equal(Enumerable.Range(0, 50), served);
        Assert.True(gate.TryEnter());
    }

    [Fact]
    public async Task Enter_cancelledInTheQueue_leavesAtOnceAndTheOthersStay()
    {
        var gate = new FairGate(1, typeof(FairGateTests));
        await gate.EnterAsync(default);
        using var cancellation = new CancellationTokenSource();
        Task first = gate.EnterAsync(cancellation.Token).AsTask();
        Task second = gate.EnterAsync(default).AsTask();
        await cancellation.CancelAsync();

        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);
        gate.Exit();
        await second;
    }

    [Fact]
    public async Task Close_turnsAwayThoseWhoWaitAndThoseWhoCome()
    {
        var gate = new FairGate(2, typeof(FairGateTests));
        await gate.EnterAsync(default);
        await gate.EnterAsync(default);
        Task waiter = gate.EnterAsync(default).AsTask();
        gate.Close();

        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => waiter);
        gate.Exit();
        Assert.False(gate.TryEnter());
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(() => gate.EnterAsync(default).AsTask());
    }

    [Fact]
    public async Task Enter_manyThreads_neverMoreInsideThanPermits()
    {
        var gate = new FairGate(3, typeof(FairGateTests));
        int inside = 0;
        int most = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 5000), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (i % 7 == 0)
            {
                cancellation.CancelAfter(TimeSpan.FromMicroseconds(50));
            }

            try
            {
                await gate.EnterAsync(cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            int now = Interlocked.Increment(ref inside);
            most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            gate.Exit();
        });

        Assert.InRange(most, 1, 3);
        // No permit was lost on the way, and none was made.
        Assert.True(gate.TryEnter() && gate.TryEnter() && gate.TryEnter());
        Assert.False(gate.TryEnter());
    }
}
