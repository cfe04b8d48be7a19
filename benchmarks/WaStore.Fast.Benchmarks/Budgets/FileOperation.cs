using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Benchmarks.Budgets;

/// <summary>A call of the store.</summary>
/// <typeparam name="TWork">What the calls are about.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="run">Makes it.</param>
/// <param name="fill">Puts into the store what the call finds there; null for nothing.</param>
/// <param name="before">Makes ready what the next call is about; null for nothing.</param>
sealed class FileOperation<TWork>(string name, Action<SqliteStore, TWork> run, Action<SqliteStore, TWork>? fill = null, Action<SqliteStore, TWork>? before = null) : StoreOperation
    where TWork : new()
{
    readonly TWork _work = new();
    StoreFixture _file = null!;

    public override string Name => $"Store: {name}";

    protected override EngineCounters Engine => _file.Store.Database.Counters;

    public override void Setup()
    {
        _file = new StoreFixture();
        fill?.Invoke(_file.Store, _work);
    }

    public override void BeforeRun() => before?.Invoke(_file.Store, _work);

    public override void Run() => run(_file.Store, _work);

    public override void TearDown() => _file.Dispose();
}
