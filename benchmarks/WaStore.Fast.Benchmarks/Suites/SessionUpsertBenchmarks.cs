using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>How much does the store add to a batch upsert of changed sessions, one transaction a call?</summary>
public class SessionUpsertBenchmarks
{
    readonly SessionWorkload _work = new();
    StoreFixture _ours = null!;
    StoreFixture _floorFile = null!;
    StoreFixture _adoFile = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    AdoSessions _ado = null!;

    [Params(1, 64, 256, 1000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        // A file each: what one leaves in its WAL must not be checkpointed by another.
        _ours = new StoreFixture();
        _floorFile = new StoreFixture();
        _adoFile = new StoreFixture();
        _floorFile.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _adoFile.Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _floorDatabase = new FloorDatabase(_floorFile.Path);
        _floor = new FloorSessions(_floorDatabase, _work.Addresses);
        _ado = new AdoSessions(_adoFile.Path);
        Floor();
        Store();
        MicrosoftDataSqlite();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _ado.Dispose();
        _ours.Dispose();
        _floorFile.Dispose();
        _adoFile.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void Floor()
    {
        _work.Change();
        _floor.PutMany(Rows, _work.Record);
    }

    [Benchmark]
    public void Store()
    {
        _work.Change();
        StoreFixture.Wait(_ours.Store.PutSessionsAsync(new ReadOnlyMemory<RecordEntry>(_work.Entries, 0, Rows)));
    }

    [Benchmark]
    public void MicrosoftDataSqlite()
    {
        _work.Change();
        _ado.PutMany(_work.Addresses, Rows, _work.Record);
    }

    [Benchmark]
    public void Dapper()
    {
        _work.Change();
        DapperSessions.PutMany(_ado.Connection, _work.Addresses, Rows, _work.Record);
    }
}
