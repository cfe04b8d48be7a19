using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;

namespace WaStore.Fast.Benchmarks.Suites.Statements;

/// <summary>
/// What does a generated statement with a list make of <c>IN</c> lists of any length, where the floors have one prepared for exactly this length? 514 and 1,000 are two chunks.
/// </summary>
public class InListBenchmarks
{
    readonly SessionWorkload _work = new();
    readonly byte[] _sink = new byte[SessionWorkload.RecordBytes];
    Sides _sides = null!;
    NativeConnection _connection = null!;
    FloorLists _floor = null!;
    FloorLists? _c;

    [Params(1, 8, 64, 256, 500, 514, 1000)]
    public int Ids { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _connection = StatementConnection.Open(_sides.Ours.Path);
        _floor = List(_sides.Floor);
        _c = _sides.C is { } c ? List(c) : null;
        SameWork.Assert(Floor(), _c is null ? null : C(), Generated());
        SameWork.Assert(_floor.Read().Rows, (long)Ids);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _connection.Dispose();
        _sides.Dispose();
    }

    [Benchmark, Needs(CCompiler.Variable)]
    public long C() => _c!.Read().Bytes;

    [Benchmark(Baseline = true)]
    public long Floor() => _floor.Read().Bytes;

    [Benchmark]
    public long Generated()
    {
        long bytes = 0;
        foreach (AddressedRecord row in _connection.Statements<SessionStatements>().GetMany(new ReadOnlySpan<string>(_work.Shuffled, 0, Ids), deviceId: 1))
        {
            row.Address.CopyTo(_sink);
            row.Record.Bytes.CopyTo(_sink);
            bytes += row.Address.Length + row.Record.Bytes.Length;
        }

        return bytes;
    }

    FloorLists List(IFloor floor) =>
        new(floor, "SELECT address, record FROM sessions WHERE +device_id=?1 AND address IN (*)", Ids, [1], i => _work.Shuffled[i], "tb");
}
