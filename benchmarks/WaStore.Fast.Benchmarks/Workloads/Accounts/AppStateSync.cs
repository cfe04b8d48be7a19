using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>A collection's snapshot of 5,000 mutations and 200 patches after it (spec/caches.md 10.8), as far as the store has to do with them.</summary>
sealed class AppStateSync(IBackend store)
{
    public const int Patches = 200;

    /// <summary>Of the mutations that a patch names, so many are set anew.</summary>
    public const int SetEach = 20;

    /// <summary>And so many removed.</summary>
    public const int RemovedEach = 5;

    readonly MacWorkload _macs = new();

    /// <summary>What there was goes, the snapshot's mutations come, and the version says so: all or nothing.</summary>
    public async ValueTask ApplySnapshotAsync()
    {
        _macs.Change();
        var batch = new StoreBatch();
        batch.Add(static (unit, token) => unit.DeleteVersionAsync(MacWorkload.Collection, token));
        batch.CommitPatch(MacWorkload.Collection, new HashState { Version = 1 }, default, _macs.Macs);
        await store.CommitAsync(batch);
    }

    /// <summary>Each patch: where the collection stands, what its mutations were, and what they are now.</summary>
    public async ValueTask ApplyPatchesAsync()
    {
        const int Each = SetEach + RemovedEach;
        for (var patch = 0; patch < Patches; patch++)
        {
            var state = await store.GetVersionAsync(MacWorkload.Collection);
            var named = _macs.Indexes.AsMemory(patch * Each, Each);
            var known = await store.GetMutationMacsAsync(MacWorkload.Collection, named);
            if (known.Count != Each)
            {
                throw StoreException.Validation("the collection lacks what the patch is about");
            }

            await store.CommitPatchAsync(
                MacWorkload.Collection, state with { Version = state.Version + 1 }, named[..RemovedEach], _macs.Macs.AsMemory((patch * Each) + RemovedEach, SetEach));
        }
    }
}
