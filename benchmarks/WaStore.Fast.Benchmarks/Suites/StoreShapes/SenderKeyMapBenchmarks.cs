using System.Globalization;
using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>What does it cost to write, and to read, who of a group's 512 devices has the sender key?</summary>
public class SenderKeyMapBenchmarks
{
    const int Devices = 512;
    const string Group = "120363000000000001@g.us";

    // Two of each, which take turns: some device gets or loses the key each time.
    readonly SenderKeyDevice[][] _maps = [Map(hasKey: true), Map(hasKey: false)];
    Sides _sides = null!;
    FloorStatement[] _put = [];
    FloorStatement[] _cPut = [];
    FloorStatement _read = null!;
    FloorStatement? _cRead;
    int _turn;

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(store => store.SetSenderKeyStatusAsync(Group, _maps[1]));
        _put = Puts(_sides.Floor);
        _cPut = _sides.C is { } c ? Puts(c) : [];
        (_read, _cRead) = _sides.Prepare("SELECT device_jid, has_key FROM sender_key_devices WHERE group_jid=?1 AND +device_id=1", FloorCells.Of(1, _ => [Group]), "ti");
        foreach (FloorStatement put in (FloorStatement[])[.. _cPut.Take(1), _put[0]])
        {
            put.WriteBatch(Devices);
        }

        StoreFixture.Wait(_sides.Ours.Store.SetSenderKeyStatusAsync(Group, _maps[0]));
        _sides.AssertSame("SELECT count(*) || ' with ' || sum(has_key) FROM sender_key_devices");
        SameWork.Assert(_cRead?.Read().Rows, ReadFloor(), ReadStore(), (long)Devices);
    }

    [GlobalCleanup]
    public void Cleanup() => _sides.Dispose();

    [BenchmarkCategory("write"), Benchmark, Needs(CCompiler.Variable)]
    public void WriteC() => Write(_cPut);

    [BenchmarkCategory("write"), Benchmark(Baseline = true)]
    public void WriteFloor() => Write(_put);

    [BenchmarkCategory("write"), Benchmark]
    public void WriteStore() => StoreFixture.Wait(_sides.Ours.Store.SetSenderKeyStatusAsync(Group, _maps[_turn ^= 1]));

    [BenchmarkCategory("read"), Benchmark, Needs(CCompiler.Variable)]
    public long ReadC() => _cRead!.Read().Rows;

    [BenchmarkCategory("read"), Benchmark(Baseline = true)]
    public long ReadFloor() => _read.Read().Rows;

    [BenchmarkCategory("read"), Benchmark]
    public long ReadStore() => StoreFixture.Wait(_sides.Ours.Store.GetSenderKeyDevicesAsync(Group)).Count;

    void Write(FloorStatement[] put) => put[_turn ^= 1].WriteBatch(Devices);

    FloorStatement[] Puts(IFloor floor) => Array.ConvertAll(_maps, map => new FloorStatement(
        floor,
        """
        INSERT INTO sender_key_devices(group_jid,device_jid,has_key,device_id,updated_at) VALUES(?1,?2,?3,1,?4)
        ON CONFLICT(group_jid,device_jid,device_id) DO UPDATE SET has_key=excluded.has_key,updated_at=excluded.updated_at
        """,
        FloorCells.Of(Devices, i => [Group, map[i].DeviceJid, map[i].HasKey, 1_760_000_000])));

    static SenderKeyDevice[] Map(bool hasKey) => [.. Enumerable.Range(0, Devices).Select(i => new SenderKeyDevice(string.Create(CultureInfo.InvariantCulture, $"1000000{i / 2:D8}:{i % 2}@lid"), hasKey))];
}
