using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The rules of a device list, without a store: what a patch makes of it (spec/caches.md 7.4 to 7.7).</summary>
static class DeviceLists
{
    /// <summary>The highest device id that a JID can name; what is above is ignored.</summary>
    internal const uint MaxDeviceId = ushort.MaxValue;

    /// <summary>How many devices a user may have here. WhatsApp allows a handful; a list beyond this is an attack on the memory.</summary>
    internal const int MaxDevices = 1_024;

    static readonly DeviceInfo s_primary = new(0, null, false);

    internal static bool IsEmpty(DeviceListRecord? record) => record is not { Devices.Count: > 0 };

    /// <summary>A device came, or came again.</summary>
    /// <param name="record">The list.</param>
    /// <param name="device">The device.</param>
    /// <param name="keys">The account's signed key indexes; null when there are none that can be read, and the device is taken as it is.</param>
    /// <param name="isNewIdentity">Whether the account registered anew: no other device of the list is its any more.</param>
    internal static DeviceListRecord Add(DeviceListRecord record, DeviceInfo device, KeyIndexList? keys, out bool isNewIdentity)
    {
        isNewIdentity = keys?.RawId is { } rawId && record.RawId is { } known && rawId != known;
        List<DeviceInfo> devices = keys is null ? [.. record.Devices]
            : isNewIdentity ? [.. record.Devices.Where(static known => known.DeviceId == 0)]
            : [.. record.Devices.Where(keys.Accepts)];
        if (keys is not null && !devices.Exists(static known => known.DeviceId == 0))
        {
            devices.Insert(0, s_primary);
        }

        var at = devices.FindIndex(known => known.DeviceId == device.DeviceId);
        if (at >= 0)
        {
            devices[at] = devices[at] with { IsHosted = device.IsHosted };
        }
        else if (device.DeviceId <= MaxDeviceId && (keys is null || keys.Accepts(device)))
        {
            devices.Add(device);
        }

        return Checked(record with { Devices = devices, RawId = keys?.RawId ?? record.RawId });
    }

    /// <summary>A device is gone. The primary one never is.</summary>
    internal static DeviceListRecord Remove(DeviceListRecord record, uint deviceId) =>
        deviceId == 0 ? record : record with { Devices = [.. record.Devices.Where(device => device.DeviceId != deviceId)] };

    /// <summary>A device has another key index.</summary>
    internal static DeviceListRecord Update(DeviceListRecord record, uint deviceId, uint keyIndex) =>
        record with { Devices = [.. record.Devices.Select(device => device.DeviceId == deviceId ? device with { KeyIndex = keyIndex } : device)] };

    /// <summary>A whole list takes the place of an older one, and what it does not say stays.</summary>
    internal static DeviceListRecord Renew(DeviceListRecord record, DeviceListRecord? old, out bool isNewIdentity)
    {
        isNewIdentity = record.RawId is { } rawId && old?.RawId is { } known && rawId != known;
        var isSame = !isNewIdentity;
        var devices = record.Devices
            .Where(static device => device.DeviceId <= MaxDeviceId)
            .DistinctBy(static device => device.DeviceId)
            .Select(device => device.KeyIndex is null && isSame ? device with { KeyIndex = KeyIndexOf(old, device.DeviceId) } : device)
            .ToArray();
        return Checked(record with { Devices = devices, RawId = record.RawId ?? old?.RawId });
    }

    /// <exception cref="StoreException">Validation: the list is absurdly long, or names no user.</exception>
    internal static DeviceListRecord Checked(DeviceListRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        UserPart.Require(record.User, nameof(record.User));
        return record.Devices.Count <= MaxDevices
            ? record
            : throw StoreException.Validation($"a device list has more than {MaxDevices} devices");
    }

    static uint? KeyIndexOf(DeviceListRecord? old, uint deviceId)
    {
        foreach (var device in old?.Devices ?? [])
        {
            if (device.DeviceId == deviceId)
            {
                return device.KeyIndex;
            }
        }

        return null;
    }
}
