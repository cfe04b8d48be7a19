using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Benchmarks.Suites.SignalCache;

/// <summary>
/// What does it take until 256 changed sessions are in the file that several threads have put, each its share, and every thread waits until its own are there? Flushes that
/// are asked for at once share a transaction. The peer writes each session through.
/// </summary>
public class SignalCacheFlushThreadBenchmarks
{
    const int Sessions = 256;

    readonly SessionWorkload _work = new();
    readonly ConcurrentDictionary<SignalAddress, OpaqueRecord> _concurrent = [];
    StoreFixture _ours = null!;
    StoreFixture _through = null!;
    CachedSessions _cached = null!;
    ThreadTeam _team = null!;

    [Params(1, 2, 4, 8)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _ours = new StoreFixture();
        _through = new StoreFixture();
        _cached = new CachedSessions(_work, _ours.Store);
        _team = new ThreadTeam(Threads);
        PutAndFlush();
        ConcurrentDictionaryWriteThrough();
        SameWork.Assert(Sessions, Stored(_ours), Stored(_through));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _team.Dispose();
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _ours.Dispose();
        _through.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void PutAndFlush() => Run(
        at => StoreFixture.Wait(_cached.Cache.PutSessionAsync(_cached.Addresses[at], _cached.Records[at])),
        () => StoreFixture.Wait(_cached.Cache.FlushAsync()));

    [Benchmark]
    public void ConcurrentDictionaryWriteThrough() => Run(
        at =>
        {
            _concurrent[_cached.Addresses[at]] = _cached.Records[at];
            StoreFixture.Wait(_through.Store.PutSessionAsync(_work.Addresses[at], _work.Record));
        },
        static () => { });

    int Stored(StoreFixture file) => StoreFixture.Wait(file.Store.GetSessionsAsync(_work.Addresses)).Count;

    void Run(Action<int> put, Action end)
    {
        _work.Change();
        _team.Run(thread =>
        {
            for (int at = thread; at < Sessions; at += Threads)
            {
                put(at);
            }

            end();
        });
    }
}
