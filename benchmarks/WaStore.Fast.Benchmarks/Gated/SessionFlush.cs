using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>A flush of 64 changed sessions: put into the cache, then written in one transaction. Each round begins with an empty WAL and so has the same number of checkpoints.</summary>
sealed class SessionFlush : GatedBenchmark
{
    const int Rows = 64;

    readonly SessionWorkload _work = new();
    GatedStore _file = null!;
    CachedSessions _cached = null!;

    public override string Name => "session-flush";

    public override string Operation => "64 changed sessions of 1,500 bytes put and flushed";

    public override void Setup()
    {
        _file = new GatedStore();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _cached = new CachedSessions(_work, _file.Store);
    }

    public override void BeforeRound() => _file.Checkpoint();

    public override void Run(int operations)
    {
        for (int i = 0; i < operations; i++)
        {
            _work.Change();
            _cached.Put(Rows);
            StoreFixture.Wait(_cached.Cache.FlushAsync());
        }
    }

    public override void TearDown()
    {
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _file.Dispose();
    }
}
