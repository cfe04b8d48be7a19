using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites.Sessions;

/// <summary>
/// What does it cost to load sessions in one call, up to the 1,000 of a large group, beside what .NET programs do without us? <see cref="InPlace"/> is what the Signal cache
/// uses: no row is copied.
/// </summary>
public class SessionInReadBenchmarks
{
    readonly SessionWorkload _work = new();
    readonly Sum _seen = new();
    Sides _sides = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    FloorLists? _c;
    SessionPeers _peers = null!;

    [Params(8, 64, 256, 1000)]
    public int Ids { get; set; }

    // In key order two sessions share a page that is read once, as in the C floor; shuffled, 500 ids touch most pages of the file.
    [Params(true, false)]
    public bool KeyOrder { get; set; }

    string[] Keys => KeyOrder ? _work.Addresses : _work.Shuffled;

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _floorDatabase = new FloorDatabase(_sides.Ours.Path);
        _floor = new FloorSessions(_floorDatabase, Keys);
        _c = _sides.C is { } c ? new FloorLists(c, "SELECT address, record FROM sessions WHERE +device_id=?1 AND address IN (*)", Ids, [1], i => Keys[i], "tb") : null;
        _peers = new SessionPeers(_sides.Ours.Path);
        SameWork.Assert(Store(), MicrosoftDataSqlite(), MicrosoftDataSqliteUnprepared(), MicrosoftDataSqliteLoop(), Dapper(), EfCore(), EfCorePlain(), (int?)_c?.Read().Rows, Ids);
        // Each record's first byte is seen too.
        SameWork.Assert(Floor(), InPlace(), _c is null ? null : C() + (Ids * _work.Record[0]));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _peers.Dispose();
        _sides.Dispose();
    }

    [Benchmark, Needs(CCompiler.Variable)]
    public long C() => _c!.Read().Bytes;

    [Benchmark(Baseline = true)]
    public long Floor() => _floor.ReadMany(Ids);

    [Benchmark]
    public long InPlace()
    {
        _seen.Bytes = 0;
        StoreFixture.Wait(_sides.Ours.Store.ReadSessionsAsync(
            new ReadOnlyMemory<string>(Keys, 0, Ids), _seen, static (seen, address, record) => seen.Bytes += address.Length + record.Length + record[0]));
        return _seen.Bytes;
    }

    [Benchmark]
    public int Store() => StoreFixture.Wait(_sides.Ours.Store.GetSessionsAsync(new ReadOnlyMemory<string>(Keys, 0, Ids))).Count;

    [Benchmark]
    public int MicrosoftDataSqlite() => _peers.Prepared.ReadMany(Keys, Ids).Count;

    [Benchmark]
    public int MicrosoftDataSqliteUnprepared() => UnpreparedAdoSessions.ReadMany(_peers.Connection, Keys, Ids).Count;

    // It has no list parameters: what most of its users write is a loop over one prepared command.
    [Benchmark]
    public int MicrosoftDataSqliteLoop()
    {
        int found = 0;
        foreach (string key in Keys.AsSpan(0, Ids))
        {
            found += _peers.Prepared.Get(key) is null ? 0 : 1;
        }

        return found;
    }

    [Benchmark]
    public int Dapper() => DapperSessions.ReadMany(_peers.Connection, Keys, Ids).Count;

    [Benchmark]
    public int EfCore() => _peers.EfCore.ReadMany(Keys, Ids).Count;

    [Benchmark]
    public int EfCorePlain() => _peers.EfCore.ReadManyPlain(Keys, Ids).Count;

    sealed class Sum
    {
        internal long Bytes;
    }
}
