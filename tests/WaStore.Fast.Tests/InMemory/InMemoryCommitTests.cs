using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Tests.InMemory;

/// <summary>The rules of a batch's changes, as SQLite's store has them: what would fail over a file fails in a test over memory.</summary>
public sealed class InMemoryCommitTests
{
    readonly InMemoryBackend _store = new(new InMemoryOptions { DeviceKeySource = Sample.KeySource });

    [Fact]
    public async Task A_change_that_awaits_something_else_undoes_the_batch()
    {
        var never = new TaskCompletionSource();
        IUnitOfWork? abandoned = null;
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 1));
        batch.Add(async (unit, token) =>
        {
            abandoned = unit;
            await unit.PutSessionAsync("b", Sample.Blob(4, 1), token);
            await never.Task;
        });

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _store.CommitAsync(batch));

        Assert.Empty(await _store.GetSessionsAsync(Sample.Of("a", "b")));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await abandoned!.PutSessionAsync("late", default));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await abandoned!.GetSessionAsync("late"));
        never.SetResult();
    }

    [Fact]
    public async Task A_unit_of_work_is_closed_after_the_commit_and_to_other_threads()
    {
        IUnitOfWork? kept = null;
        var batch = new StoreBatch();
        batch.Add((unit, _) =>
        {
            kept = unit;
            var other = Task.Run(async () => await unit.GetSessionAsync("a"));
            var thrown = Assert.Throws<AggregateException>(() => other.Wait(CancellationToken.None));
            Assert.IsType<InvalidOperationException>(thrown.InnerException);
            return default;
        });
        await _store.CommitAsync(batch);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.GetSessionAsync("a"));
    }

    [Fact]
    public async Task A_change_that_writes_through_the_store_is_refused_and_one_that_reads_sees_what_is_committed()
    {
        await _store.PutSessionAsync("a", Sample.Blob(4, 1));
        byte[]? seen = null;
        var batch = new StoreBatch();
        batch.PutSession("a", Sample.Blob(4, 2));
        batch.Add(async (_, token) => seen = await _store.GetSessionAsync("a", token));
        await _store.CommitAsync(batch);
        Assert.Equal(Sample.Blob(4, 1), seen);

        batch.Add(async (_, token) => await _store.Database.Account(2).PutSessionAsync("b", default, token));
        batch.PutSession("a", Sample.Blob(4, 3));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await _store.CommitAsync(batch));
        Assert.Equal(Sample.Blob(4, 2), await _store.GetSessionAsync("a"));
    }

    [Fact]
    public async Task A_write_that_failed_dooms_the_batch_though_its_change_goes_on()
    {
        var batch = new StoreBatch();
        batch.PutSession("a", default);
        batch.Add(async (unit, token) =>
        {
            await Assert.ThrowsAsync<StoreException>(async () => await unit.PutLidMappingAsync(Sample.Mapping(1), token));
            await unit.PutSessionAsync("b", default, token);
        });

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await _store.CommitAsync(batch));

        Assert.Equal(StoreErrorKind.Database, thrown.Kind);
        Assert.Empty(await _store.GetSessionsAsync(Sample.Of("a", "b")));
    }

    [Fact]
    public async Task Cancelling_in_the_last_change_undoes_the_batch()
    {
        using var source = new CancellationTokenSource();
        var batch = new StoreBatch();
        batch.PutSession("a", default);
        batch.Add(async (_, _) => await source.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _store.CommitAsync(batch, source.Token));
        Assert.False(await _store.HasSessionAsync("a"));
    }

    [Fact]
    public async Task Changes_reach_other_accounts_of_the_storage_and_are_undone_with_the_batch()
    {
        var second = _store.Database.Account(2);
        var batch = new StoreBatch();
        batch.Add(async (unit, token) =>
        {
            Assert.True(await unit.ProvisionAsync(2, Sample.Keys(2), token));
            Assert.Equal([2], (await unit.ListDevicesAsync(token)).Select(device => device.DeviceId));
        });
        batch.Add(static (_, _) => throw new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(async () => await _store.CommitAsync(batch));
        Assert.False(await second.ExistsAsync());

        batch.Clear();
        batch.Add(async (unit, token) => Assert.True(await unit.ProvisionAsync(2, Sample.Keys(2), token)));
        await _store.CommitAsync(batch);
        Assert.True(await second.ExistsAsync());
    }
}
