using WaStore.Fast.Signal;

namespace WaStore.Fast.Benchmarks.Peers;

/// <summary>The plain write-behind cache: one lock, one dictionary, the keys that are dirty. What is checked out is taken out of the dictionary.</summary>
sealed class LockedSessions<TKey>
    where TKey : notnull
{
    readonly Lock _gate = new();
    readonly Dictionary<TKey, OpaqueRecord?> _records = [];
    readonly HashSet<TKey> _dirty = [];

    public bool TryGet(TKey key, out OpaqueRecord? record)
    {
        lock (_gate)
        {
            return _records.TryGetValue(key, out record);
        }
    }

    public void Put(TKey key, OpaqueRecord? record)
    {
        lock (_gate)
        {
            _records[key] = record;
            _ = _dirty.Add(key);
        }
    }

    public OpaqueRecord? Take(TKey key)
    {
        lock (_gate)
        {
            return _records.Remove(key, out OpaqueRecord? record) ? record : null;
        }
    }
}
