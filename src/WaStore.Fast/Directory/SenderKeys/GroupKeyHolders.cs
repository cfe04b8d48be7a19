using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Which devices of one group have our sender key. Live: later changes show.</summary>
/// <remarks>Thread-safe. A device that is not known needs the key.</remarks>
public sealed class GroupKeyHolders
{
    readonly Lock _gate;
    readonly Dictionary<string, bool> _devices = new(StringComparer.Ordinal);
    long _version;

    internal GroupKeyHolders(string group, Lock gate)
    {
        Group = group;
        _gate = gate;
    }

    /// <summary>The group's JID.</summary>
    public string Group { get; }

    /// <summary>Counts the changes. Two calls with the same answer and no change between them saw the same devices.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>How many devices are known.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _devices.Count;
            }
        }
    }

    /// <summary>When it was last asked for, in the map's clock. Under the map's lock.</summary>
    internal long AccessedAt { get; set; }

    internal LinkedListNode<GroupKeyHolders>? Node { get; set; }

    internal IEnumerable<string> Devices => _devices.Keys;

    /// <summary>Whether the server acknowledged that this device got the key.</summary>
    public bool HasKey(string deviceJid)
    {
        lock (_gate)
        {
            return _devices.TryGetValue(deviceJid, out var hasKey) && hasKey;
        }
    }

    /// <summary>Adds those of <paramref name="deviceJids"/> that need the key to <paramref name="needing"/>, in their order.</summary>
    public void CollectNeeding(IReadOnlyList<string> deviceJids, ICollection<string> needing)
    {
        ArgumentNullException.ThrowIfNull(deviceJids);
        ArgumentNullException.ThrowIfNull(needing);
        lock (_gate)
        {
            for (var i = 0; i < deviceJids.Count; i++)
            {
                if (!_devices.TryGetValue(deviceJids[i], out var hasKey) || !hasKey)
                {
                    needing.Add(deviceJids[i]);
                }
            }
        }
    }

    /// <summary>Whether a device of one of these users has the key.</summary>
    internal bool AnyHasKey(IReadOnlySet<string> users)
    {
        lock (_gate)
        {
            foreach (var (device, hasKey) in _devices)
            {
                if (hasKey && Jid.TryParse(device, out var jid) && users.Contains(jid.User))
                {
                    return true;
                }
            }

            return false;
        }
    }

    // The rest happens under the map's lock, which is this one's.
    internal void Set(in SenderKeyDevice device)
    {
        _devices[device.DeviceJid] = device.HasKey;
        Volatile.Write(ref _version, _version + 1);
    }

    internal void Remove(string deviceJid)
    {
        if (_devices.Remove(deviceJid))
        {
            Volatile.Write(ref _version, _version + 1);
        }
    }

    internal void Clear()
    {
        _devices.Clear();
        Volatile.Write(ref _version, _version + 1);
    }
}
