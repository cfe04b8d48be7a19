using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class UnitOfWorkChecks
{
    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        var batch = new StoreBatch { Synced = true };
        batch.PutSession("a@lid.0", Checks.Bytes(10, 1));
        batch.PutIdentity("a@lid.0", Checks.Key(1));
        batch.PutSenderKey("g@g.us:a@lid.0", Checks.Bytes(10, 2));
        batch.DeleteSession("b@lid.0");
        batch.ConsumePreKey(9);
        batch.StoreSentMessage("g@g.us", "1", Checks.Bytes(3, 1));
        batch.Add(static async (work, cancellationToken) =>
        {
            if (!await work.HasSessionAsync("a@lid.0", cancellationToken))
            {
                throw new InvalidOperationException("A unit of work must see its own writes.");
            }
        });
        await store.CommitAsync(batch);
        checks.That(nameof(store.CommitAsync), await store.HasSessionAsync("a@lid.0") && await store.GetSentMessageAsync("g@g.us", "1") is not null);

        await using IReadSnapshot snapshot = await store.OpenSnapshotAsync();
        bool before = await snapshot.HasSessionAsync("a@lid.0");
        await store.DeleteSessionAsync("a@lid.0");
        checks.That(nameof(store.OpenSnapshotAsync), before && await snapshot.HasSessionAsync("a@lid.0"));
    }
}
