using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.Sessions;

/// <summary>How much does the store add to a batch upsert of changed sessions, one transaction a call?</summary>
public class SessionUpsertBenchmarks
{
    readonly SessionWorkload _work = new();
    Sides _sides = null!;
    FloorStatement _floor = null!;
    FloorStatement? _c;
    SessionPeers _peers = null!;

    [Params(1, 8, 64, 256, 1000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides();
        var record = PinnedText.Over(_work.Record);
        (_floor, _c) = _sides.Prepare(
            "INSERT INTO sessions(address,record,device_id) VALUES(?1,?2,?3) ON CONFLICT(address,device_id) DO UPDATE SET record=excluded.record",
            FloorCells.Of(SessionWorkload.Count, i => [_work.Addresses[i], record, 1]));
        // One file for all: SQLite does not know who asks, and each leaves its WAL as it finds it.
        _peers = new SessionPeers(_sides.NewPath());
        Action[] upserts = [_c is null ? Floor : C, Floor, Store, Dapper, MicrosoftDataSqliteUnprepared, MicrosoftDataSqlite];
        foreach (Action upsert in upserts)
        {
            upsert();
        }

        _sides.AssertSame("SELECT count(*) || ' ' || sum(length(record)) || ' ' || min(address) || ' ' || max(address) FROM sessions");
        EfCore();
        _sides.AssertSame("SELECT count(*) FROM sessions");
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _peers.Dispose();
        _sides.Dispose();
    }

    [Benchmark, Needs(CCompiler.Variable)]
    public void C()
    {
        _work.Change();
        _c!.WriteBatch(Rows);
    }

    [Benchmark(Baseline = true)]
    public void Floor()
    {
        _work.Change();
        _floor.WriteBatch(Rows);
    }

    [Benchmark]
    public void Store()
    {
        _work.Change();
        StoreFixture.Wait(_sides.Ours.Store.PutSessionsAsync(new ReadOnlyMemory<RecordEntry>(_work.Entries, 0, Rows)));
    }

    [Benchmark]
    public void MicrosoftDataSqlite()
    {
        _work.Change();
        _peers.Prepared.PutMany(_work.Addresses, Rows, _work.Record);
    }

    [Benchmark]
    public void MicrosoftDataSqliteUnprepared()
    {
        _work.Change();
        UnpreparedAdoSessions.PutMany(_peers.Connection, _work.Addresses, Rows, _work.Record);
    }

    [Benchmark]
    public void Dapper()
    {
        _work.Change();
        DapperSessions.PutMany(_peers.Connection, _work.Addresses, Rows, _work.Record);
    }

    /// <summary>Updates rows that are there, which is less than an upsert.</summary>
    [Benchmark]
    public void EfCore()
    {
        _work.Change();
        _peers.EfCore.UpdateMany(_work.Addresses, Rows, _work.Record);
    }
}
