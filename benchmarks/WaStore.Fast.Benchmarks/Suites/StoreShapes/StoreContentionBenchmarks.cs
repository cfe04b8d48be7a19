using BenchmarkDotNet.Attributes;
using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Peers;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Suites.StoreShapes;

/// <summary>
/// What does one read cost while bursts of 2,000 mutation MACs are being written, and what when the file is idle? A group's metadata of 4,096 bytes, and a user's device list.
/// The floors read through a connection of their own, while our store writes the bursts; every read is the first after a pause. Nothing is collected between the burst's begin and the read.
/// </summary>
/// <remarks>One connection for everything is what a store with a single connection behind a lock does: the read waits for the burst.</remarks>
[InvocationCount(1, unrollFactor: 1)]
[WarmupCount(20)]
[IterationCount(100)]
[GcForce(false)]
public class StoreContentionBenchmarks
{
    const string Group = "120363000000000001@g.us";
    const string User = "100000000000001";
    const int MetadataBytes = 4096;
    const int BurstRows = 2000;

    readonly MacWorkload _macs = new();
    readonly WriteBurst _burst = new();
    readonly byte[] _metadata = new byte[MetadataBytes];
    Sides _sides = null!;
    FloorStatement _floorMetadata = null!;
    FloorStatement _floorDevices = null!;
    FloorStatement? _cMetadata;
    FloorStatement? _cDevices;
    FloorDatabase _floor = null!;
    CDatabase? _c;
    OneConnection _one = null!;
    int _reads;
    int _overlaps;

    [Params(true, false)]
    public bool Burst { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _sides = new Sides(async store =>
        {
            await store.PutGroupMetadataAsync(Group, _metadata);
            await store.UpdateDeviceListAsync(new DeviceListRecord(User, [new DeviceInfo(0, null, false), new DeviceInfo(1, 1, false)], 1, null, null));
        });
        _floor = new FloorDatabase(_sides.Ours.Path);
        _c = CLibrary.IsAvailable ? new CDatabase(_sides.Ours.Path) : null;
        _floorMetadata = MetadataOf(_floor);
        _floorDevices = DevicesOf(_floor);
        _cMetadata = _c is null ? null : MetadataOf(_c);
        _cDevices = _c is null ? null : DevicesOf(_c);
        _one = new OneConnection(_sides.NewPath(store => store.PutGroupMetadataAsync(Group, _metadata)), Group, _macs);
        WriteByStore();
        _one.PutMacs(BurstRows);
        SameWork.Assert(_cMetadata?.Read().Bytes, MetadataFloor(), (long)MetadataStore(), MetadataOneConnection(), (long)MetadataBytes);
        SameWork.Assert(_cDevices?.Read().Rows, DevicesFloor(), DevicesStore() / 2L, 1L);
        _reads = 0;
    }

    [IterationSetup]
    public void Begin() => Begin(WriteByStore);

    [IterationSetup(Target = nameof(MetadataOneConnection))]
    public void BeginOnOneConnection() => Begin(() => _one.PutMacs(BurstRows));

    [IterationCleanup]
    public void End() => _burst.Wait();

    [GlobalCleanup]
    public void Cleanup()
    {
        _burst.Dispose();
        if (Burst && _overlaps * 2 < _reads)
        {
            throw new InvalidOperationException("Most reads began while no burst was written.");
        }

        _one.Dispose();
        _floor.Dispose();
        _c?.Dispose();
        _sides.Dispose();
    }

    [BenchmarkCategory("group metadata"), Benchmark, Needs(CCompiler.Variable)]
    public long MetadataC()
    {
        Note();
        return _cMetadata!.Read().Bytes;
    }

    [BenchmarkCategory("group metadata"), Benchmark(Baseline = true)]
    public long MetadataFloor()
    {
        Note();
        return _floorMetadata.Read().Bytes;
    }

    [BenchmarkCategory("group metadata"), Benchmark]
    public int MetadataStore()
    {
        Note();
        return StoreFixture.Wait(_sides.Ours.Store.GetGroupMetadataAsync(Group))!.Length;
    }

    [BenchmarkCategory("group metadata"), Benchmark]
    public long MetadataOneConnection()
    {
        Note();
        return _one.ReadMetadata();
    }

    [BenchmarkCategory("get_devices"), Benchmark, Needs(CCompiler.Variable)]
    public long DevicesC()
    {
        Note();
        return _cDevices!.Read().Rows;
    }

    [BenchmarkCategory("get_devices"), Benchmark(Baseline = true)]
    public long DevicesFloor()
    {
        Note();
        return _floorDevices.Read().Rows;
    }

    [BenchmarkCategory("get_devices"), Benchmark]
    public int DevicesStore()
    {
        Note();
        return StoreFixture.Wait(_sides.Ours.Store.GetDevicesAsync(User))!.Devices.Count;
    }

    void Begin(Action write)
    {
        if (Burst)
        {
            _burst.Begin(() =>
            {
                _macs.Change();
                write();
            });
        }
    }

    void WriteByStore() =>
        StoreFixture.Wait(_sides.Ours.Store.PutMutationMacsAsync(MacWorkload.Collection, 1, new ReadOnlyMemory<MutationMac>(_macs.Macs, 0, BurstRows)));

    void Note()
    {
        if (Burst)
        {
            _reads++;
            _overlaps += _burst.IsRunning ? 1 : 0;
        }
    }

    static FloorStatement MetadataOf(IFloor floor) => new(floor, "SELECT info FROM group_metadata WHERE group_jid=?1 AND device_id=1", FloorCells.Of(1, _ => [Group]), "b");

    static FloorStatement DevicesOf(IFloor floor) =>
        new(floor, "SELECT user_id, devices_json, timestamp FROM device_registry WHERE user_id=?1 AND device_id=1", FloorCells.Of(1, _ => [User]), "tti");
}
