using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>The state of one account at one moment: its stored row, and what only this process knows (spec/caches.md 3.3).</summary>
/// <remarks>
/// Immutable and shared freely between threads: a change is a new device, by a <see cref="DeviceCommand"/> or <c>with</c>. Blobs that are put into it are its own from then on.
/// <see cref="object.ToString"/> shows no key, secret or salt.
/// </remarks>
public sealed partial record Device
{
    /// <summary>A device from its row; the rest has its defaults, as after every start.</summary>
    public Device(DeviceRecord row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Row = row;
    }

    /// <summary>What the store keeps of the device.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public DeviceRecord Row
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>What a companion says it is when it pairs. Not stored.</summary>
    public DeviceProps Props { get; init; } = DeviceProps.Default;

    /// <summary>The client that a login says it is. Not stored.</summary>
    public ClientProfile ClientProfile { get; init; } = ClientProfile.Web;

    /// <summary>Whether app-state sync set or removed the salt of the new-chat token in this life, after which history sync must not bring one back. Not stored.</summary>
    public bool NctSaltSyncSeen { get; init; }

    /// <summary>Whether the device is paired: it has a phone number.</summary>
    public bool IsRegistered => Row.Pn is not null;

    /// <summary>A fresh, unpaired device with the reference's first values (spec/caches.md 3.3).</summary>
    /// <param name="keys">Its keys: a storage core makes and signs none.</param>
    /// <param name="clock">Whose now is the baseline of the signed pre-key's rotation.</param>
    public static Device NewFrom(DeviceKeys keys, TimeProvider clock) => new(DeviceRecord.NewFrom(keys, clock));

    /// <summary>The device after <paramref name="command"/>; this one where it changes nothing.</summary>
    /// <param name="command">The command.</param>
    /// <param name="clock">Whose now a command stamps.</param>
    /// <exception cref="StoreException">Validation: the command carries a JID or a text that no store takes.</exception>
    public Device Apply(DeviceCommand command, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(clock);
        var changed = command.ApplyTo(this, clock).Checked();
        return changed == this ? this : changed;
    }

    /// <summary>This device, if every store can keep its row. One that cannot be kept would fail each later save as well.</summary>
    /// <exception cref="StoreException">Validation: a JID does not parse and would read as none, or a text is not valid UTF-16.</exception>
    internal Device Checked()
    {
        KeyText.Require(Row, "device");
        RequireJid(Row.Pn, nameof(Row.Pn));
        RequireJid(Row.Lid, nameof(Row.Lid));
        return this;
    }

    static void RequireJid(string? text, string name)
    {
        // What is not UTF-8 was read with U+FFFD in its place, and the stores refuse such a row.
        if (text is not null && (!JidText.IsJid(text) || text.Contains('\uFFFD', StringComparison.Ordinal)))
        {
            throw StoreException.Validation($"{name} of the device is not a JID");
        }
    }
}
