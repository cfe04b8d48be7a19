using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Which device has our sender key of which group: in memory by group, patched in place, written when the server acknowledged (spec/caches.md 12.1 S9, S10).</summary>
/// <remarks>
/// <para>Thread-safe. A group is read from the store once, also when several ask at the same time; then a send reads nothing, not even after a cold one. Bounded by
/// groups and by idleness; what is not held is read again.</para>
/// <para>In doubt a device needs the key: to send it once more is harmless, to leave it out is not.</para>
/// </remarks>
public sealed partial class SenderKeyDeviceMap
{
    /// <summary>How many devices of a group are held or distributed to at most; a row beyond is not read.</summary>
    public const int MaxDevicesPerGroup = 200_000;

    readonly IBackend _backend;
    readonly TimeProvider _time;
    readonly int? _capacity;
    readonly TimeSpan? _idle;
    readonly Lock _gate = new();
    readonly Dictionary<string, GroupKeyHolders> _groups = new(StringComparer.Ordinal);
    readonly LinkedList<GroupKeyHolders> _byAccess = new();
    readonly DeviceGroups _deviceGroups = new();
    readonly Dictionary<string, List<SenderKeyDistribution>> _open = new(StringComparer.Ordinal);
    readonly HashSet<string> _toClear = new(StringComparer.Ordinal);
    readonly FlightTable<string, GroupKeyHolders> _flights;

    /// <summary>Makes an empty map; nothing is read until it is asked for.</summary>
    public SenderKeyDeviceMap(IBackend backend, CacheConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        config ??= new CacheConfig();
        _backend = backend;
        _time = config.TimeProvider;
        _capacity = config.SenderKeyDevicesCache.Capacity;
        _idle = config.SenderKeyDevicesCache.Timeout;
        _flights = new FlightTable<string, GroupKeyHolders>(_gate, StringComparer.Ordinal);
    }

    /// <summary>How many groups are held.</summary>
    public int GroupCount
    {
        get
        {
            lock (_gate)
            {
                return _groups.Count;
            }
        }
    }

    /// <summary>How many devices the groups that are held know, each once.</summary>
    public int DeviceCount
    {
        get
        {
            lock (_gate)
            {
                return _deviceGroups.Count;
            }
        }
    }

    /// <summary>Who has the key of a group. Completed, and without an allocation, when the group is held.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<GroupKeyHolders> GetAsync(string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        Flight<string, GroupKeyHolders> flight;
        bool leads;
        lock (_gate)
        {
            if (Find(group) is { } held)
            {
                return new(held);
            }

            flight = _flights.Join(group, out leads);
        }

        if (leads)
        {
            // Never fails; it ends when the read does.
            _ = LoadAsync(flight);
        }

        return WaitAsync(flight, cancellationToken);
    }

    /// <summary>Who has the key of a group, if the group is held; null otherwise, and nothing is read.</summary>
    internal GroupKeyHolders? TryGet(string group)
    {
        lock (_gate)
        {
            return Find(group);
        }
    }

    /// <summary>Forgets what is held; the store keeps it.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _flights.DetachAll();
            _groups.Clear();
            _byAccess.Clear();
            _deviceGroups.Clear();
        }
    }

    static async ValueTask<GroupKeyHolders> WaitAsync(Flight<string, GroupKeyHolders> flight, CancellationToken cancellationToken) =>
        (await flight.WaitAsync(cancellationToken).ConfigureAwait(false))!;

    async Task LoadAsync(Flight<string, GroupKeyHolders> flight)
    {
        try
        {
            await ClearAgainAsync(flight.Key, flight.Token).ConfigureAwait(false);
            var rows = await _backend.GetSenderKeyDevicesAsync(flight.Key, flight.Token).ConfigureAwait(false);
            var holders = new GroupKeyHolders(flight.Key, _gate);
            lock (_gate)
            {
                Fill(holders, rows);
                if (_flights.Land(flight))
                {
                    Keep(holders);
                }
            }

            flight.Complete(holders);
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _ = _flights.Land(flight);
            }

            flight.Fail(error);
        }
    }

    static void Fill(GroupKeyHolders holders, IReadOnlyList<SenderKeyDevice> rows)
    {
        foreach (var row in rows.Take(MaxDevicesPerGroup))
        {
            // A row that names no device is nobody's.
            if (Jid.TryParse(row.DeviceJid, out _))
            {
                holders.Set(row);
            }
        }
    }

    GroupKeyHolders? Find(string group)
    {
        if (!_groups.TryGetValue(group, out var holders))
        {
            return null;
        }

        if (IsIdle(holders))
        {
            Evict(holders);
            return null;
        }

        holders.AccessedAt = _time.GetTimestamp();
        _byAccess.Remove(holders.Node!);
        _byAccess.AddLast(holders.Node!);
        return holders;
    }

    void Keep(GroupKeyHolders holders)
    {
        while (_byAccess.First is { Value: var oldest } && (_groups.Count >= _capacity || IsIdle(oldest)))
        {
            Evict(oldest);
        }

        if (_capacity == 0)
        {
            return;
        }

        holders.AccessedAt = _time.GetTimestamp();
        holders.Node = _byAccess.AddLast(holders);
        _groups[holders.Group] = holders;
        foreach (var device in holders.Devices)
        {
            _deviceGroups.Add(device, holders);
        }
    }

    void Evict(GroupKeyHolders holders)
    {
        _ = _groups.Remove(holders.Group);
        _byAccess.Remove(holders.Node!);
        foreach (var device in holders.Devices)
        {
            _deviceGroups.Remove(device, holders);
        }
    }

    bool IsIdle(GroupKeyHolders holders) => _idle is { } limit && _time.GetElapsedTime(holders.AccessedAt) >= limit;
}
