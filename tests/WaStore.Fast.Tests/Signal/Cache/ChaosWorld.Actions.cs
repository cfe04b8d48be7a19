using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

sealed partial class ChaosWorld
{
    async Task SendAsync(ChaosSlot slot)
    {
        var (before, generation) = await AdvanceAsync(slot);
        var flushes = _harness.Cache.NeedsFlushBeforeSend;
        await _harness.Cache.FlushBeforeSendAsync(generation);
        if (flushes)
        {
            Stored();
        }

        Publish(before);
    }

    async Task SendWithFailingGateAsync(ChaosSlot slot)
    {
        var (before, generation) = await AdvanceAsync(slot);
        var flushes = _harness.Cache.NeedsFlushBeforeSend;
        if (!flushes)
        {
            await _harness.Cache.FlushBeforeSendAsync(generation);
            Publish(before);
            return;
        }

        _harness.Steering.FailNext(Commit);
        _ = await Assert.ThrowsAsync<StoreException>(() => _harness.Cache.FlushBeforeSendAsync(generation).AsTask());
        Assert.True(_harness.Cache.NeedsFlushBeforeSend);
    }

    async Task<(ChainRecord Before, long Generation)> AdvanceAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        AssertSame(slot.Current, checkout.Record);
        var before = checkout.Record ?? ChainRecord.New(++_lastChain);
        slot.Current = before.Send();
        checkout.Commit(slot.Current);
        return (before, checkout.Generation);
    }

    async Task CancelAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        AssertSame(slot.Current, checkout.Record);
        _ = checkout.Record?.Send();
    }

    async Task ReceiveAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        slot.Current = (checkout.Record ?? ChainRecord.New(++_lastChain)).Receive();
        checkout.Commit(slot.Current);
    }

    async Task FlushAsync()
    {
        await _harness.Cache.FlushAsync();
        Assert.False(_harness.Cache.NeedsFlushBeforeSend);
        Stored();
    }

    async Task FailFlushAsync(bool after)
    {
        _ = await AdvanceAsync(_slots[0]);
        var gated = _harness.Cache.NeedsFlushBeforeSend;
        _harness.Steering.FailNext(Commit, after);
        _ = await Assert.ThrowsAsync<StoreException>(() => _harness.Cache.FlushAsync().AsTask());
        Assert.Equal(gated, _harness.Cache.NeedsFlushBeforeSend);
        if (after)
        {
            Stored();
        }
    }

    async Task CleanReloadAsync()
    {
        await _harness.Cache.ClearAfterFlushAsync();
        Stored();
        Assert.Equal(0, _harness.Cache.Sessions.Count() + _harness.Cache.SenderKeys.Count());
    }

    async Task CrashAsync()
    {
        _harness.Crash();
        await LoseMemoryAsync();
    }

    async Task LoseMemoryAsync()
    {
        _slots.ForEach(static slot => slot.LoseMemory());
        await ForgetPreKeysAsync();
    }

    async Task LossyClearAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        await _harness.Cache.ClearAsync();
        Assert.False(checkout.TryCommit((checkout.Record ?? ChainRecord.New(++_lastChain)).Send()));
        _ = await Assert.ThrowsAsync<StoreException>(() => _harness.Cache.FlushBeforeSendAsync(checkout.Generation).AsTask());
        await LoseMemoryAsync();
    }

    async Task DeleteAsync(ChaosSlot slot)
    {
        await slot.DeleteAsync();
        slot.Current = null;
    }

    async Task DeleteAndFlushAsync(ChaosSlot slot)
    {
        await DeleteAsync(slot);
        await FlushAsync();
    }

    async Task DeleteUnderCheckoutAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        await DeleteAsync(slot);
        Assert.False(checkout.TryCommit(ChainRecord.New(++_lastChain)));
    }

    async Task CheckoutDuringFlushAsync(ChaosSlot slot)
    {
        _ = await AdvanceAsync(slot);
        using var checkout = await slot.CheckoutAsync();
        await FlushAsync();
        slot.Current = checkout.Record!.Send();
        checkout.Commit(slot.Current);
    }

    async Task RecoverAsync(ChaosSlot slot)
    {
        slot.Current = ChainRecord.New(++_lastChain);
        await slot.PutAsync(slot.Current);
    }

    async Task RatchetAsync(ChaosSlot slot)
    {
        using var checkout = await slot.CheckoutAsync();
        slot.Current = ChainRecord.New(++_lastChain);
        checkout.Commit(slot.Current);
    }

    async Task ColdReadAcrossFlushAsync(ChaosSlot slot)
    {
        await CleanReloadAsync();
        var parked = _harness.Steering.Park(slot.ReadMethod, after: true);
        var reader = slot.GetAsync().AsTask();
        await parked.Reached;
        slot.Current = (slot.Current ?? ChainRecord.New(++_lastChain)).Send();
        await slot.PutAsync(slot.Current);
        await CleanReloadAsync();
        parked.Release();
        AssertSame(slot.Current, await reader);
    }

    async Task WriteDuringCommitAsync(ChaosSlot slot)
    {
        var (commit, flush) = await ParkCommitAsync();
        Stored();
        _ = await AdvanceAsync(slot);
        commit.Release();
        await flush;
    }

    async Task DeleteDuringCommitAsync(ChaosSlot slot)
    {
        var (commit, flush) = await ParkCommitAsync();
        Stored();
        await DeleteAsync(slot);
        commit.Release();
        await flush;
    }

    async Task ClearDuringCommitAsync()
    {
        var (commit, flush) = await ParkCommitAsync();
        Stored();
        var generation = _harness.Cache.RecoveryGeneration;
        var clear = _harness.Cache.ClearAsync().AsTask();
        // Written into a cache that is about to be dropped: it may go out only under a lease that is durable already.
        var (before, between) = await AdvanceAsync(_slots[_random.Next(_slots.Count)]);
        var send = _harness.Cache.FlushBeforeSendAsync(between).AsTask();
        Assert.NotEqual(generation, _harness.Cache.RecoveryGeneration);
        if (send.IsCompletedSuccessfully)
        {
            Publish(before);
        }

        commit.Release();
        await flush;
        await clear;
        if (!send.IsCompletedSuccessfully)
        {
            _ = await Assert.ThrowsAsync<StoreException>(() => send);
        }

        await LoseMemoryAsync();
    }

    async Task CrashDuringCommitAsync()
    {
        var after = _random.Next(2) == 0;
        _ = await AdvanceAsync(_slots[_random.Next(_slots.Count)]);
        var commit = _harness.Steering.Park(Commit, after);
        var flush = _harness.Cache.FlushAsync().AsTask();
        await commit.Reached;
        if (after)
        {
            Stored();
        }

        await CrashAsync();
        commit.Fail(Steering.Down());
        _ = await Assert.ThrowsAsync<StoreException>(() => flush);
    }

    async Task StormAsync()
    {
        for (var i = 0; i < 40; i++)
        {
            var address = Harness.Address(++_lastBystander);
            if (i % 3 == 0)
            {
                await _harness.Cache.PutSessionAsync(address, ChainRecord.New(-1));
            }
            else
            {
                _ = await _harness.Cache.GetSessionAsync(Harness.Address(_lastBystander - 30));
            }
        }
    }

    async Task<(Order Commit, Task Flush)> ParkCommitAsync()
    {
        _ = await AdvanceAsync(_slots[_random.Next(_slots.Count)]);
        var commit = _harness.Steering.Park(Commit);
        var flush = _harness.Cache.FlushAsync().AsTask();
        await commit.Reached;
        return (commit, flush);
    }
}
