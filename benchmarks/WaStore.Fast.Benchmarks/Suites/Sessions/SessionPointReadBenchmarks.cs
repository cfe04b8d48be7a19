using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.Sessions;

/// <summary>What does the store add to one point read, found or not? Autocommit on every side.</summary>
public class SessionPointReadBenchmarks
{
    const int Count = SessionWorkload.Count;

    readonly SessionWorkload _work = new();
    readonly string[] _absent = [.. Enumerable.Range(0, Count).Select(i => $"1777{i:D7}@lid.0")];
    Sides _sides = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    FloorStatement? _c;
    SessionPeers _peers = null!;
    int _next;

    [Params(true, false)]
    public bool Hit { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _floorDatabase = new FloorDatabase(_sides.Ours.Path);
        _floor = new FloorSessions(_floorDatabase, Keys);
        _c = _sides.Prepare("SELECT record FROM sessions WHERE address=?1 AND device_id=?2", FloorCells.Of(Count, i => [Keys[i], 1]), "b").C;
        _peers = new SessionPeers(_sides.Ours.Path);
        byte[]?[] read = [Floor(), Store(), MicrosoftDataSqlite(), MicrosoftDataSqliteUnprepared(), Dapper(), EfCore()];
        SameWork.Assert([.. read.Select(record => (object)(record?.Length ?? -1)), Hit ? SessionWorkload.RecordBytes : -1]);
        SameWork.Assert(_c is null ? null : C().Rows + 1, Hit ? Count + 1L : 1L);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _peers.Dispose();
        _sides.Dispose();
    }

    /// <summary>A thousand in one call of C.</summary>
    [Benchmark(OperationsPerInvoke = Count), Needs(CCompiler.Variable)]
    public FloorTotals C() => _c!.Read();

    [Benchmark(Baseline = true)]
    public byte[]? Floor() => _floor.Get(Next());

    [Benchmark]
    public byte[]? Store() => StoreFixture.Wait(_sides.Ours.Store.GetSessionAsync(Keys[Next()]));

    [Benchmark]
    public byte[]? MicrosoftDataSqlite() => _peers.Prepared.Get(Keys[Next()]);

    [Benchmark]
    public byte[]? MicrosoftDataSqliteUnprepared() => UnpreparedAdoSessions.Get(_peers.Connection, Keys[Next()]);

    [Benchmark]
    public byte[]? Dapper() => DapperSessions.Get(_peers.Connection, Keys[Next()]);

    [Benchmark]
    public byte[]? EfCore() => _peers.EfCore.Get(Keys[Next()]);

    string[] Keys => Hit ? _work.Shuffled : _absent;

    int Next() => _next = (_next + 1) % Count;
}
