using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>Do stripes help writers? Every thread puts every session, or nine times of ten looks one up, each from a place of its own.</summary>
public class SignalCacheStripeBenchmarks
{
    const int Rounds = 20;
    const int Count = Rounds * SessionWorkload.Count;

    CachedSessions _work = null!;
    ThreadTeam _team = null!;

    [Params(1, 2, 4, 8)]
    public int Threads { get; set; }

    [Params(1, 4, 16, 64)]
    public int Stripes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _work = new CachedSessions(new SessionWorkload(), new InMemoryBackend(), Stripes);
        _work.Put(SessionWorkload.Count);
        _team = new ThreadTeam(Threads);
    }

    [GlobalCleanup]
    public void Cleanup() => _team.Dispose();

    [Benchmark(OperationsPerInvoke = Count)]
    public void Put() => Run(writes: 1);

    [Benchmark(OperationsPerInvoke = Count)]
    public void OneWriteInTen() => Run(writes: 10);

    void Run(int writes) => _team.Run(thread =>
    {
        int at = thread * (SessionWorkload.Count / Threads);
        for (int i = 0; i < Count; i++)
        {
            at = at + 1 == SessionWorkload.Count ? 0 : at + 1;
            if (i % writes == 0)
            {
                StoreFixture.Wait(_work.Cache.PutSessionAsync(_work.Addresses[at], _work.Records[at]));
            }
            else
            {
                _ = _work.Cache.TryGetSession(_work.Addresses[at], out _);
            }
        }
    });
}
