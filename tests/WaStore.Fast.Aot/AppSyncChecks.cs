using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class AppSyncChecks
{
    const string Name = "regular_high";

    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        byte[] keyId = [0, 0, 0, 1];
        await store.SetSyncKeyAsync(keyId, new AppStateSyncKey(Checks.Bytes(32, 1), Checks.Bytes(4, 2), 1_700_000_000));
        checks.That(nameof(store.GetSyncKeyAsync), await store.GetSyncKeyAsync(keyId) is { Timestamp: 1_700_000_000 });
        checks.That(nameof(store.GetLatestSyncKeyIdAsync), (await store.GetLatestSyncKeyIdAsync()).AsSpan().SequenceEqual(keyId));

        checks.That(nameof(store.TryGetVersionAsync), await store.TryGetVersionAsync(Name) is null);
        await store.SetVersionAsync(Name, new HashState
        {
            Version = 7,
            Hash = Checks.Bytes(HashState.HashLength, 3),
            IndexValueMap = new Dictionary<string, ReadOnlyMemory<byte>> { ["a"] = Checks.Bytes(3, 1) },
        });
        checks.That(nameof(store.GetVersionAsync), await store.GetVersionAsync(Name) is { Version: 7, IndexValueMap.Count: 1 });

        await store.PutMutationMacsAsync(Name, 7, new MutationMac[] { new(Checks.Key(1), Checks.Bytes(32, 1)), new(Checks.Key(2), Checks.Bytes(32, 2)) });
        checks.That(nameof(store.GetMutationMacAsync), (await store.GetMutationMacAsync(Name, Checks.Key(1)))?[0] == 1);
        checks.That(nameof(store.GetMutationMacsAsync), (await store.GetMutationMacsAsync(Name, new[] { Checks.Key(1), Checks.Key(2), Checks.Key(3) })).Count == 2);
        await store.DeleteMutationMacsAsync(Name, new[] { Checks.Key(1) });
        await store.CommitPatchAsync(Name, new HashState { Version = 8 }, new[] { Checks.Key(2) }, new MutationMac[] { new(Checks.Key(3), Checks.Bytes(32, 3)) });
        checks.That(nameof(store.CommitPatchAsync), (await store.GetVersionAsync(Name)).Version == 8 && await store.GetMutationMacAsync(Name, Checks.Key(2)) is null);
        await store.ClearMutationMacsAsync(Name);
        await store.DeleteVersionAsync(Name);
        checks.That(nameof(store.DeleteVersionAsync), await store.TryGetVersionAsync(Name) is null);
    }
}
