using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

/// <summary>The owner lease and the marker of a clean close, which call the system's own functions.</summary>
static class OwnershipChecks
{
    internal static async Task RunAsync(string path, Checks checks)
    {
        Incarnation life;
        await using (SqliteStore store = await SqliteStore.OpenAsync(path))
        {
            await using SignalStoreCache<SessionRecord, SenderKeyRecord> cache = await SignalStoreCache.OpenAsync(store);
            life = cache.Incarnation;
            await cache.PutSessionAsync(cache.Addresses.Get("owned@lid.0"), SessionRecord.Empty);
            checks.That("one cache an account", await IsRefusedAsync(store));
        }

        checks.That("owner file", File.Exists(path + "-wsf-owner"));
        await using SqliteStore again = await SqliteStore.OpenAsync(path);
        ISignalLease lease = await again.Ownership.AcquireAsync();
        checks.That(nameof(ISignalStore.Ownership), lease.Life.Span.SequenceEqual(life.AsSpan()));
        await lease.ReleaseAsync(lease.Life);
    }

    static async Task<bool> IsRefusedAsync(SqliteStore store)
    {
        try
        {
            _ = await SignalStoreCache.OpenAsync(store);
            return false;
        }
        catch (StoreException exception)
        {
            return exception.Kind == StoreErrorKind.Validation;
        }
    }
}
