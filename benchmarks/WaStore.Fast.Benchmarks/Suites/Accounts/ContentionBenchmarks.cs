using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Suites.SignalCache;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Coordination;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.Accounts;

/// <summary>
/// Do stripes help where most of the traffic is with a few peers? Of ten operations six look a session up, three move one on under its lock, one puts one.
/// <see cref="SignalCacheStripeBenchmarks"/> has the same without favourites. The time is that of one operation of each thread.
/// </summary>
public class ContentionBenchmarks
{
    const int Count = 20_000;
    const int Mix = 10;
    const int Lookups = 6;

    CachedSessions _work = null!;
    ThreadTeam _team = null!;
    int[][] _indexes = [];

    [Params(1, 8)]
    public int Threads { get; set; }

    [Params(1, 16, 64)]
    public int Stripes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _work = new CachedSessions(new SessionWorkload(), new InMemoryBackend(), Stripes);
        _work.Put(SessionWorkload.Count);
        _indexes = [.. Enumerable.Range(0, Threads).Select(static thread => ZipfIndexes.Create(thread, SessionWorkload.Count, Count))];
        _team = new ThreadTeam(Threads);
    }

    [GlobalCleanup]
    public void Cleanup() => _team.Dispose();

    [Benchmark(OperationsPerInvoke = Count)]
    public void Mixed() => _team.Run(thread =>
    {
        for (int i = 0; i < Count; i++)
        {
            int at = _indexes[thread][i];
            if (i % Mix < Lookups)
            {
                _ = _work.Cache.TryGetSession(_work.Addresses[at], out _);
            }
            else if (i % Mix < Mix - 1)
            {
                MoveOn(at);
            }
            else
            {
                StoreFixture.Wait(_work.Cache.PutSessionAsync(_work.Addresses[at], _work.Records[at]));
            }
        }
    });

    void MoveOn(int at)
    {
        SignalAddress address = _work.Addresses[at];
        using KeyedLocks<SignalAddress>.Releaser turn = StoreFixture.Wait(_work.Cache.SessionLocks.LockAsync(address));
        using Checkout<OpaqueRecord> checkout = StoreFixture.Wait(_work.Cache.CheckoutSessionAsync(address));
        // A put that came meanwhile wins.
        _ = checkout.TryCommit(_work.Records[at]);
    }
}
