namespace WaStore.Fast.Stores.InMemory;

/// <summary>The device row as it is kept and handed out: its blobs are nobody else's.</summary>
static class StoredDevice
{
    /// <summary>The row as it would come back from a file: a name that is no JID reads as none (spec/storage.md 3.2).</summary>
    internal static DeviceRecord From(DeviceRecord device) => Copy(device) with
    {
        Lid = device.Lid is { } lid ? JidText.OrNull(lid) : null,
        Pn = device.Pn is { } pn ? JidText.OrNull(pn) : null,
    };

    internal static DeviceRecord Copy(DeviceRecord device) => device with
    {
        SignedPreKeySignature = device.SignedPreKeySignature.ToArray(),
        EdgeRoutingInfo = Copy(device.EdgeRoutingInfo),
        NctSalt = Copy(device.NctSalt),
        Account = device.Account is { } account
            ? account with
            {
                Details = Copy(account.Details),
                AccountSignatureKey = Copy(account.AccountSignatureKey),
                AccountSignature = Copy(account.AccountSignature),
                DeviceSignature = Copy(account.DeviceSignature),
                UnknownFields = account.UnknownFields.ToArray(),
            }
            : null,
    };

    // With the type spelled out: a bare null beside a memory would become an empty one.
    static ReadOnlyMemory<byte>? Copy(ReadOnlyMemory<byte>? blob) => blob is { } content ? new ReadOnlyMemory<byte>(content.ToArray()) : default(ReadOnlyMemory<byte>?);
}
