using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Suites.SignalFlushShapes;

/// <summary>The session calls of the shapes on the store.</summary>
sealed class FlushStore(SqliteStore store, FlushRecords work)
{
    public long PutEach()
    {
        foreach (string address in work.Addresses)
        {
            StoreFixture.Wait(store.PutSessionAsync(address, work.Record));
        }

        return work.Addresses.Length;
    }

    public long PutBatch()
    {
        StoreFixture.Wait(store.PutSessionsAsync(work.Entries));
        return work.Addresses.Length;
    }

    public long DeleteEach()
    {
        foreach (string address in work.Addresses)
        {
            StoreFixture.Wait(store.DeleteSessionAsync(address));
        }

        return work.Addresses.Length;
    }

    public long DeleteBatch()
    {
        StoreFixture.Wait(store.DeleteSessionsAsync(work.Addresses));
        return work.Addresses.Length;
    }
}
