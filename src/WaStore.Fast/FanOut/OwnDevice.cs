using WaStore.Fast.Devices;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

/// <summary>The device that sends, under both names of its user.</summary>
/// <remarks>Immutable; two with the same names and number are equal.</remarks>
public sealed record OwnDevice
{
    /// <summary>Names the device.</summary>
    /// <param name="lid">Our LID, with or without a device; null while it is not known.</param>
    /// <param name="phoneNumber">Our phone number's JID, with or without a device; null while it is not known.</param>
    /// <param name="device">Our device's number.</param>
    /// <exception cref="StoreException">Validation: neither is known, or one is not of its kind.</exception>
    public OwnDevice(Jid? lid, Jid? phoneNumber, ushort device)
    {
        if (lid is null && phoneNumber is null)
        {
            throw StoreException.Validation("the device that sends has no name: it is not paired");
        }

        Lid = OfKind(lid, JidServers.Lid, device);
        PhoneNumber = OfKind(phoneNumber, JidServers.PhoneNumber, device);
        Device = device;
    }

    /// <summary>Our LID with the device's number; null while it is not known.</summary>
    public Jid? Lid { get; }

    /// <summary>Our phone number's JID with the device's number; null while it is not known.</summary>
    public Jid? PhoneNumber { get; }

    /// <summary>The device's number.</summary>
    public ushort Device { get; }

    /// <summary>The names of a paired device; its number is the one in its phone number's JID.</summary>
    /// <exception cref="StoreException">Validation: the device is not paired, or a name of it is no JID.</exception>
    public static OwnDevice Of(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        Jid? lid = device.Row.Lid is { } lidText ? Jid.Parse(lidText) : null;
        Jid? phoneNumber = device.Row.Pn is { } pnText ? Jid.Parse(pnText) : null;
        return new OwnDevice(lid, phoneNumber, (phoneNumber ?? lid)?.Device ?? 0);
    }

    /// <summary>The name under which we are known where others are addressed this way; the other one while that is not known.</summary>
    internal Jid NameIn(AddressingMode mode) => (mode is AddressingMode.Lid ? Lid ?? PhoneNumber : PhoneNumber ?? Lid)!.Value;

    /// <summary>Whether a device is one of ours, under either name.</summary>
    internal bool IsOwnUser(Jid jid) =>
        JidServers.IsLid(jid.Server) ? Lid is { } lid && lid.User == jid.User : PhoneNumber is { } phone && phone.User == jid.User;

    static Jid? OfKind(Jid? jid, string server, ushort device)
    {
        if (jid is not { } known)
        {
            return null;
        }

        return known.Server == server && UserPart.IsValid(known.User)
            ? known.WithoutDevice with { Device = device }
            : throw StoreException.Validation($"our own name is not a user on {server}");
    }
}
