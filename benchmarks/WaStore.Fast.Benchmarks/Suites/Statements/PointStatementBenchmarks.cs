using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;

namespace WaStore.Fast.Benchmarks.Suites.Statements;

/// <summary>What does a generated statement add to a prepared one by hand? 1,000 point reads inside one transaction, on one connection each, without the store above them.</summary>
public class PointStatementBenchmarks
{
    const int Count = SessionWorkload.Count;

    readonly SessionWorkload _work = new();
    Sides _sides = null!;
    NativeConnection _connection = null!;
    FloorStatement _floor = null!;
    FloorStatement? _c;

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.PutSessionsAsync(_work.Entries));
        _connection = StatementConnection.Open(_sides.Ours.Path);
        (_floor, _c) = _sides.Prepare(
            "SELECT record FROM sessions WHERE address=?1 AND device_id=?2", FloorCells.Of(Count, i => [_work.Shuffled[i], 1]), "b");
        SameWork.Assert(Floor(), _c is null ? null : C(), Generated(), (long)Count * SessionWorkload.RecordBytes);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _connection.Dispose();
        _sides.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Count), Needs(CCompiler.Variable)]
    public long C() => _c!.ReadTogether(Count).Bytes;

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long Floor() => _floor.ReadTogether(Count).Bytes;

    [Benchmark(OperationsPerInvoke = Count)]
    public long Generated()
    {
        long bytes = 0;
        _connection.Execute("BEGIN");
        SessionStatements statements = _connection.Statements<SessionStatements>();
        foreach (string address in _work.Shuffled)
        {
            foreach (StoredBlob record in statements.Get(address, deviceId: 1))
            {
                record.Bytes.CopyTo(_sink);
                bytes += record.Bytes.Length;
            }
        }

        _connection.Execute("COMMIT");
        return bytes;
    }

    readonly byte[] _sink = new byte[SessionWorkload.RecordBytes];
}
