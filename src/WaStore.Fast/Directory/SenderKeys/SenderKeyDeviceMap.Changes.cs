using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class SenderKeyDeviceMap
{
    /// <summary>Begins to distribute the key of a group to devices.</summary>
    /// <exception cref="StoreException">Validation: absurdly many devices, or a text that names none.</exception>
    public SenderKeyDistribution Begin(string group, IReadOnlyCollection<string> deviceJids)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        ArgumentNullException.ThrowIfNull(deviceJids);
        if (deviceJids.Count > MaxDevicesPerGroup)
        {
            throw StoreException.Validation($"a sender key goes to more than {MaxDevicesPerGroup} devices");
        }

        if (deviceJids.Any(static device => !Jid.TryParse(device, out _)))
        {
            throw StoreException.Validation("a sender key is distributed to a text that is no JID");
        }

        var distribution = new SenderKeyDistribution(this, group, deviceJids);
        lock (_gate)
        {
            if (!_open.TryGetValue(group, out var open))
            {
                _open.Add(group, open = []);
            }

            open.Add(distribution);
        }

        return distribution;
    }

    /// <summary>A device says that it has not got the key: the next send takes it along.</summary>
    /// <exception cref="StoreException">The store failed. In memory the device needs the key all the same.</exception>
    public async ValueTask MarkForgottenAsync(string group, string deviceJid, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        if (!Jid.TryParse(deviceJid, out _))
        {
            return;
        }

        var forgotten = new SenderKeyDevice(deviceJid, false);
        SetForgotten(group, forgotten);
        await _backend.SetSenderKeyStatusAsync(group, new[] { forgotten }, cancellationToken).ConfigureAwait(false);
        // A read that began before the write must not be kept.
        SetForgotten(group, forgotten);
    }

    /// <summary>Devices are gone: forgets them in all groups. Only the groups that know them are touched.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    public async ValueTask RemoveDevicesAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default)
    {
        if (deviceJids.IsEmpty)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var distribution in _open.Values.SelectMany(static open => open))
            {
                foreach (var device in deviceJids.Span)
                {
                    distribution.Drop(device);
                }
            }
        }

        await _backend.DeleteSenderKeyDeviceRowsAsync(deviceJids, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _flights.DetachAll();
            foreach (var device in deviceJids.Span)
            {
                foreach (var holders in _deviceGroups.Take(device))
                {
                    holders.Remove(device);
                }
            }
        }
    }

    /// <summary>The key of a group is a new one: nobody has it. Holds also when the store failed; then it is told before the group is read again.</summary>
    /// <exception cref="StoreException">The store failed.</exception>
    public async ValueTask ClearAsync(string group, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(group);
        lock (_gate)
        {
            foreach (var distribution in _open.GetValueOrDefault(group) ?? [])
            {
                distribution.DropAll();
            }

            _ = _toClear.Add(group);
            _ = _flights.Detach(group);
            if (_groups.TryGetValue(group, out var holders))
            {
                Evict(holders);
                holders.Clear();
            }
        }

        await ClearAgainAsync(group, cancellationToken).ConfigureAwait(false);
    }

    internal void Confirm(SenderKeyDistribution distribution)
    {
        lock (_gate)
        {
            _ = _flights.Detach(distribution.Group);
            if (Close(distribution) && _groups.TryGetValue(distribution.Group, out var holders))
            {
                foreach (var entry in distribution.Entries())
                {
                    holders.Set(entry);
                    _deviceGroups.Add(entry.DeviceJid, holders);
                }
            }
        }
    }

    internal void End(SenderKeyDistribution distribution)
    {
        lock (_gate)
        {
            _ = Close(distribution);
        }
    }

    // A group whose rows should be gone and may not be: nobody may read them.
    async ValueTask ClearAgainAsync(string group, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_toClear.Contains(group))
            {
                return;
            }
        }

        await _backend.ClearSenderKeyDevicesAsync(group, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _ = _toClear.Remove(group);
            _ = _flights.Detach(group);
        }
    }

    void SetForgotten(string group, SenderKeyDevice forgotten)
    {
        lock (_gate)
        {
            _ = _flights.Detach(group);
            foreach (var distribution in _open.GetValueOrDefault(group) ?? [])
            {
                distribution.Drop(forgotten.DeviceJid);
            }

            if (_groups.TryGetValue(group, out var holders))
            {
                holders.Set(forgotten);
                _deviceGroups.Add(forgotten.DeviceJid, holders);
            }
        }
    }

    bool Close(SenderKeyDistribution distribution)
    {
        if (!_open.TryGetValue(distribution.Group, out var open) || !open.Remove(distribution))
        {
            return false;
        }

        if (open.Count == 0)
        {
            _ = _open.Remove(distribution.Group);
        }

        return true;
    }
}
