using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <content>Commits that fail when a part of them is done.</content>
sealed partial class ChaosWorld
{
    /// <summary>All rows are written, then a rider fails: a transaction is undone, a commit without one stays as it is.</summary>
    async Task FailInsideCommitAsync(ChaosSlot slot)
    {
        _ = await AdvanceAsync(slot);
        var gated = _harness.Cache.NeedsFlushBeforeSend;
        var riders = new StoreBatch();
        riders.Add(static (_, _) => throw Steering.Down());
        _ = await Assert.ThrowsAsync<StoreException>(() => _harness.Cache.FlushAsync(riders));
        Assert.Equal(gated, _harness.Cache.NeedsFlushBeforeSend);
        if (_steps is not null)
        {
            Stored();
        }
    }

    /// <summary>A commit without a transaction stops anywhere: each row is the old one or the new one, and nobody may rely on either.</summary>
    async Task FailBetweenWritesAsync(ChaosSlot slot)
    {
        if (_steps is null)
        {
            await FailInsideCommitAsync(slot);
            return;
        }

        await ConsumePreKeyAsync(slot);
        _ = await AdvanceAsync(slot);
        var gates = _harness.Cache.Health.RaisedGates;
        var pending = _harness.PendingSessions();
        _steps.FailAt(1 + _random.Next(8));
        var failure = await Record.ExceptionAsync(() => _harness.Cache.FlushAsync().AsTask());
        _steps.FailAt(0);
        if (failure is null)
        {
            Stored();
            return;
        }

        _ = Assert.IsType<StoreException>(failure);
        Assert.Equal((gates, pending), (_harness.Cache.Health.RaisedGates, _harness.PendingSessions()));
        foreach (var other in _slots)
        {
            if (Equals(Bare(other.Current), Bare(await other.StoredAsync())))
            {
                other.Durable = other.Current;
                if (other.Current is not null)
                {
                    _consumed.FindAll(use => ReferenceEquals(use.Slot, other)).ForEach(static use => use.MayGo = true);
                }
            }
        }
    }

    static ChainRecord? Bare(ChainRecord? record) => record is null ? null : record with { RaisesLease = false };
}
