using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Caching;

public sealed partial class PortableCache<TKey, TValue>
{
    /// <summary>Removes a value and hands it out. A load that runs for the key is not kept.</summary>
    /// <returns>False when the key is absent or expired.</returns>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_gate)
        {
            _ = _flights.Detach(key);
            var found = TryFind(key, out value);
            if (_entries.TryGetValue(key, out var entry))
            {
                Drop(entry);
            }

            return found;
        }
    }

    /// <summary>Removes a value, if there is one. A load that runs for the key is not kept.</summary>
    public void Invalidate(TKey key) => _ = TryRemove(key, out _);

    /// <summary>Removes everything, and has happened when it returns. Loads that run are not kept.</summary>
    public void InvalidateAll()
    {
        lock (_gate)
        {
            _flights.DetachAll();
            _entries.Clear();
            // Whoever still holds an entry, to collect or to renew it, finds that its era is over.
            _era++;
            _count = 0;
            _inserted = default;
            _written = default;
            _accessed = default;
        }
    }
}
