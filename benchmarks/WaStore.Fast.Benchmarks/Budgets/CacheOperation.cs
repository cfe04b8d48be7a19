using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>Something that is done with 1,000 stored sessions of a Signal cache over a file.</summary>
/// <param name="name">Its name.</param>
/// <param name="run">Does it.</param>
/// <param name="before">Brings the cache back to what it starts from; null for nothing.</param>
sealed class CacheOperation(string name, Action<CachedSessions> run, Action<CachedSessions, SessionWorkload>? before = null) : StoreOperation
{
    StoreFixture _file = null!;
    SessionWorkload _work = null!;
    CachedSessions _cached = null!;

    public override string Name => $"Signal cache: {name}";

    protected override EngineCounters Engine => _file.Store.Database.Counters;

    public override void Setup()
    {
        _file = new StoreFixture();
        _work = new SessionWorkload();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _cached = new CachedSessions(_work, _file.Store);
        StoreFixture.Wait(_cached.Cache.LoadManyAsync((SignalAddress[])[.. _cached.Addresses, _cached.Absent]));
    }

    public override void BeforeRun() => before?.Invoke(_cached, _work);

    public override void Run() => run(_cached);

    public override void TearDown()
    {
        StoreFixture.Wait(_cached.Cache.DisposeAsync());
        _file.Dispose();
    }
}
