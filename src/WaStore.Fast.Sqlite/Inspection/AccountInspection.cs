using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Inspection;

/// <summary>What a file holds of one account. No key, secret, token or message is in it.</summary>
public sealed record AccountInspection
{
    /// <summary>The account's id in the file.</summary>
    public required int DeviceId { get; init; }

    /// <summary>The device row, or null: rows of an account may stand in a file whose device row was never written, or was deleted by hand.</summary>
    public required DeviceInspection? Device { get; init; }

    /// <summary>How many rows each table of the file holds of the account, by the table's name, in the order of the schema.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>The one-time pre-keys that are stored.</summary>
    public required PreKeyInspection PreKeys { get; init; }

    /// <summary>The ids of the signed pre-keys that are stored beside the device row's own, ascending.</summary>
    public required IReadOnlyList<uint> SignedPreKeyIds { get; init; }

    /// <summary>When things last happened.</summary>
    public required ActivityInspection Activity { get; init; }
}

/// <summary>A device row without its keys.</summary>
public sealed record DeviceInspection
{
    /// <summary>The phone-number JID, or null before pairing.</summary>
    public required string? Pn { get; init; }

    /// <summary>The LID as JID text, or null before pairing.</summary>
    public required string? Lid { get; init; }

    /// <summary>The shown name; may be empty.</summary>
    public required string PushName { get; init; }

    /// <summary>Whether the account's signed device identity is there, which pairing brings.</summary>
    public required bool IsPaired { get; init; }

    /// <summary>The registration id.</summary>
    public required uint RegistrationId { get; init; }

    /// <summary>The WhatsApp Web version that the client says it is.</summary>
    public required AppVersion AppVersion { get; init; }

    /// <summary>How often the client logged in.</summary>
    public required int LoginCounter { get; init; }

    /// <summary>Whether the account was migrated to LIDs.</summary>
    public required bool IsLidMigrated { get; init; }

    /// <summary>Whether the server is known to hold one-time pre-keys.</summary>
    public required bool ServerHasPreKeys { get; init; }

    /// <summary>The id of the next one-time pre-key; 0 = after the greatest stored one.</summary>
    public required uint NextPreKeyId { get; init; }

    /// <summary>The least id of the pre-keys not yet uploaded, as the device row says; 0 at first.</summary>
    public required uint FirstUnuploadPreKeyId { get; init; }

    /// <summary>The current signed pre-key's id.</summary>
    public required uint SignedPreKeyId { get; init; }

    /// <summary>When the signed pre-key was last rotated, or null: the baseline is not set.</summary>
    public required DateTimeOffset? SignedPreKeyRotation { get; init; }

    /// <summary>
    /// The words that stand in place of the signed pre-key's signature, or null when real bytes do. No signature is ever all printable ASCII,
    /// so an account with words there was made for a purpose other than logging in, and says which.
    /// </summary>
    public required string? UnsignedNote { get; init; }
}

/// <summary>One-time pre-keys: ids and counts.</summary>
/// <param name="Count">How many are stored.</param>
/// <param name="Uploaded">How many of them the server has.</param>
/// <param name="LeastId">The least id, or null when there is none.</param>
/// <param name="GreatestId">The greatest id, or null when there is none.</param>
/// <param name="FirstUnuploadedId">The least id of those that the server does not have, or null.</param>
public sealed record PreKeyInspection(long Count, long Uploaded, uint? LeastId, uint? GreatestId, uint? FirstUnuploadedId)
{
    internal static PreKeyInspection None { get; } = new(0, 0, null, null, null);
}

/// <summary>When things last happened, as the rows say; null where there is no row or none with a time.</summary>
/// <param name="NewestSentMessage">When the newest kept sent message was stored.</param>
/// <param name="OldestPendingInbound">Since when the oldest received message waits to be handled.</param>
/// <param name="NewestDeviceList">When a device list was last stored.</param>
/// <param name="NewestLidMapping">When a LID-PN pair was last learnt.</param>
/// <param name="NewestDistribution">When a sender key's distribution last changed.</param>
/// <param name="NewestSecretMessage">When the newest message with a kept secret was sent.</param>
public sealed record ActivityInspection(
    DateTimeOffset? NewestSentMessage,
    DateTimeOffset? OldestPendingInbound,
    DateTimeOffset? NewestDeviceList,
    DateTimeOffset? NewestLidMapping,
    DateTimeOffset? NewestDistribution,
    DateTimeOffset? NewestSecretMessage);
