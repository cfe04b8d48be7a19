using WaStore.Fast.Benchmarks.Floor;
using WaStore.Fast.Benchmarks.Workloads;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>A store with one connection behind a lock, by hand: who reads waits for who writes.</summary>
sealed class OneConnection : IDisposable
{
    readonly Lock _gate = new();
    readonly FloorDatabase _database;
    readonly FloorStatement _metadata;
    readonly FloorMacs _macs;
    readonly MacWorkload _work;
    long _version;

    /// <param name="path">The file.</param>
    /// <param name="group">Whose metadata is read.</param>
    /// <param name="work">The MACs that are written.</param>
    public OneConnection(string path, string group, MacWorkload work)
    {
        _database = new FloorDatabase(path);
        _work = work;
        _macs = new FloorMacs(_database, MacWorkload.Collection, work.Indexes);
        _metadata = new FloorStatement(_database, "SELECT info FROM group_metadata WHERE group_jid=?1 AND device_id=1", FloorCells.Of(1, _ => [group]), "b");
    }

    /// <summary>The length of the metadata.</summary>
    public long ReadMetadata()
    {
        lock (_gate)
        {
            return _metadata.Read().Bytes;
        }
    }

    public void PutMacs(int count)
    {
        lock (_gate)
        {
            _macs.PutMany(count, ++_version, _work.Value);
        }
    }

    public void Dispose() => _database.Dispose();
}
