using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>What does a cold load of 1,000 sessions take that several threads share, and one that all of them ask for at once?</summary>
[InvocationCount(1, unrollFactor: 1)]
public class SignalCacheLoadThreadBenchmarks
{
    readonly SessionWorkload _work = new();
    StoreFixture _file = null!;
    CachedSessions _cached = null!;
    SignalAddress[][] _shares = [];
    ThreadTeam _team = null!;

    [Params(1, 2, 4, 8)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _cached = new CachedSessions(_work, _file.Store);
        _shares = [.. _cached.Addresses.Chunk((SessionWorkload.Count + Threads - 1) / Threads)];
        _team = new ThreadTeam(Threads);
    }

    [IterationSetup]
    public void Forget() => StoreFixture.Wait(_cached.Cache.ClearAfterFlushAsync());

    [IterationCleanup]
    public void Check() =>
        SameWork.Assert(SessionWorkload.Count, _cached.Addresses.Count(address => _cached.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null));

    [GlobalCleanup]
    public void Cleanup()
    {
        _team.Dispose();
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void EachItsShare() => _team.Run(thread => StoreFixture.Wait(_cached.Cache.LoadManyAsync(_shares[thread])));

    [Benchmark]
    public void AllTheSame() => _team.Run(_ => StoreFixture.Wait(_cached.Cache.LoadManyAsync(_cached.Addresses)));
}
