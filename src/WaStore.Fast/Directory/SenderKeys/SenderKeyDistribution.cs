using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>
/// A sender key on its way to devices. They have it only when the server acknowledged the message: then the change rides with the transaction after the
/// acknowledgement, and <see cref="Confirm"/> makes it known here.
/// </summary>
/// <remarks>
/// Thread-safe. What happens meanwhile wins: a device that is removed or asks for the key again, and a group whose key is rotated, are left out, in the store and here.
/// Dispose it when the send failed; after <see cref="Confirm"/> that does nothing.
/// </remarks>
public sealed class SenderKeyDistribution : IDisposable
{
    readonly SenderKeyDeviceMap _map;
    readonly Lock _gate = new();
    readonly HashSet<string> _devices;

    internal SenderKeyDistribution(SenderKeyDeviceMap map, string group, IEnumerable<string> devices)
    {
        _map = map;
        Group = group;
        _devices = devices.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The group's JID.</summary>
    public string Group { get; }

    /// <summary>The devices that the key is for and that nothing happened to.</summary>
    public IReadOnlyList<string> Devices
    {
        get
        {
            lock (_gate)
            {
                return [.. _devices];
            }
        }
    }

    /// <summary>Lets the change ride with a batch: the one that is committed after the server's acknowledgement.</summary>
    public void AddTo(StoreBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Add((unit, token) => unit.SetSenderKeyStatusAsync(Group, Entries(), token));
    }

    /// <summary>The batch was committed: the devices have the key.</summary>
    public void Confirm() => _map.Confirm(this);

    /// <summary>Ends the distribution.</summary>
    public void Dispose() => _map.End(this);

    // When the transaction runs, not when it was made: what happened since is left out.
    internal SenderKeyDevice[] Entries() => [.. Devices.Select(static device => new SenderKeyDevice(device, true))];

    internal void Drop(string deviceJid)
    {
        lock (_gate)
        {
            _ = _devices.Remove(deviceJid);
        }
    }

    internal void DropAll()
    {
        lock (_gate)
        {
            _devices.Clear();
        }
    }
}
