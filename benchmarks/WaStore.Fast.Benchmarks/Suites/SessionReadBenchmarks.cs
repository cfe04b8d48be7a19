using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Suites;

/// <summary>What does the store add to one point read, found or not? Autocommit on every side.</summary>
public class SessionPointReadBenchmarks
{
    readonly SessionWorkload _work = new();
    readonly string[] _absent = [.. Enumerable.Range(0, SessionWorkload.Count).Select(i => $"1777{i:D7}@lid.0")];
    StoreFixture _file = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    AdoSessions _ado = null!;
    int _next;

    [Params(true, false)]
    public bool Hit { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _floorDatabase = new FloorDatabase(_file.Path);
        _floor = new FloorSessions(_floorDatabase, Keys);
        _ado = new AdoSessions(_file.Path);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _ado.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public byte[]? Floor() => _floor.Get(Next());

    [Benchmark]
    public byte[]? Store() => StoreFixture.Wait(_file.Store.GetSessionAsync(Keys[Next()]));

    [Benchmark]
    public byte[]? MicrosoftDataSqlite() => _ado.Get(Keys[Next()]);

    [Benchmark]
    public byte[]? Dapper() => DapperSessions.Get(_ado.Connection, Keys[Next()]);

    string[] Keys => Hit ? _work.Shuffled : _absent;

    int Next() => _next = (_next + 1) % SessionWorkload.Count;
}

/// <summary>What does the store add to an <c>IN</c> read of sessions? <see cref="InPlace"/> is what the Signal cache will use: no row is copied.</summary>
public class SessionInReadBenchmarks
{
    readonly SessionWorkload _work = new();
    StoreFixture _file = null!;
    FloorDatabase _floorDatabase = null!;
    FloorSessions _floor = null!;
    AdoSessions _ado = null!;

    [Params(20, 200, 1000)]
    public int Ids { get; set; }

    // In key order two sessions share a page that is read once, as in the C floor; shuffled, 500 ids touch most pages of the file.
    [Params(true, false)]
    public bool KeyOrder { get; set; }

    string[] Keys => KeyOrder ? _work.Addresses : _work.Shuffled;

    [GlobalSetup]
    public void Setup()
    {
        _file = new StoreFixture();
        StoreFixture.Wait(_file.Store.PutSessionsAsync(_work.Entries));
        _floorDatabase = new FloorDatabase(_file.Path);
        _floor = new FloorSessions(_floorDatabase, Keys);
        _ado = new AdoSessions(_file.Path);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _floorDatabase.Dispose();
        _ado.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long Floor() => _floor.ReadMany(Ids);

    [Benchmark]
    public long InPlace()
    {
        var seen = _seen;
        seen.Bytes = 0;
        StoreFixture.Wait(_file.Store.ReadSessionsAsync(
            new ReadOnlyMemory<string>(Keys, 0, Ids), seen, static (seen, address, record) => seen.Bytes += address.Length + record.Length + record[0]));
        return seen.Bytes;
    }

    [Benchmark]
    public int Store() => StoreFixture.Wait(_file.Store.GetSessionsAsync(new ReadOnlyMemory<string>(Keys, 0, Ids))).Count;

    [Benchmark]
    public int MicrosoftDataSqlite() => _ado.ReadMany(Keys, Ids).Count;

    // It has no list parameters: what most of its users write is a loop over one prepared command.
    [Benchmark]
    public int MicrosoftDataSqliteLoop()
    {
        int found = 0;
        foreach (string key in Keys.AsSpan(0, Ids))
        {
            found += _ado.Get(key) is null ? 0 : 1;
        }

        return found;
    }

    [Benchmark]
    public int Dapper() => DapperSessions.ReadMany(_ado.Connection, Keys, Ids).Count;

    readonly Sum _seen = new();

    sealed class Sum
    {
        internal long Bytes;
    }
}
