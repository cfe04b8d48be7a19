using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <content>Who the account is.</content>
public abstract partial record DeviceCommand
{
    /// <summary>Sets the phone-number JID; null unpairs.</summary>
    /// <param name="Pn">JID text.</param>
    public sealed record SetId(string? Pn) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { Pn = Pn } };
    }

    /// <summary>Sets the LID.</summary>
    /// <param name="Lid">JID text.</param>
    public sealed record SetLid(string? Lid) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { Lid = Lid } };
    }

    /// <summary>Sets the name that others see.</summary>
    /// <param name="Name">The name; may be empty.</param>
    public sealed record SetPushName(string Name) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { PushName = Name } };
    }

    /// <summary>Sets the signed device identity that pairing answered.</summary>
    /// <param name="Account">The identity; null forgets it.</param>
    public sealed record SetAccount(AdvSignedDeviceIdentity? Account) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { Account = Own(Account) } };

        static AdvSignedDeviceIdentity? Own(AdvSignedDeviceIdentity? account) => account is null
            ? null
            : account with
            {
                Details = OwnBlob.CopyOf(account.Details),
                AccountSignatureKey = OwnBlob.CopyOf(account.AccountSignatureKey),
                AccountSignature = OwnBlob.CopyOf(account.AccountSignature),
                DeviceSignature = OwnBlob.CopyOf(account.DeviceSignature),
                UnknownFields = account.UnknownFields.ToArray(),
            };
    }

    /// <summary>Says whether the account was migrated to LIDs. Only a new pairing sets it back.</summary>
    /// <param name="IsMigrated">Whether it was.</param>
    public sealed record SetLidMigrated(bool IsMigrated) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { LidMigrated = IsMigrated } };
    }

    /// <summary>Says whether the user switched read receipts off.</summary>
    /// <param name="IsDisabled">Whether they are off.</param>
    public sealed record SetReadReceiptsDisabled(bool IsDisabled) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Row = device.Row with { ReadReceiptsDisabled = IsDisabled } };
    }

    /// <summary>Sets what the companion says it is. Not stored.</summary>
    /// <param name="Override">The parts to set.</param>
    public sealed record SetDeviceProps(DevicePropsOverride Override) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { Props = Override.ApplyTo(device.Props) };
    }

    /// <summary>Sets the client that a login says it is. Not stored.</summary>
    /// <param name="Profile">The profile, whole.</param>
    public sealed record SetClientProfile(ClientProfile Profile) : DeviceCommand
    {
        internal override Device ApplyTo(Device device, TimeProvider clock) => device with { ClientProfile = Profile };
    }
}
