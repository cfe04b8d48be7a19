namespace WaStore.Fast.Stores;

/// <summary>The whole device row of one account, decoded; the account's id is the store's (spec/storage.md 1.5, 3.2).</summary>
/// <remarks>Immutable: a change is a new record by <c>with</c>. Keys are redacted in <see cref="object.ToString"/>; JIDs and names are not.</remarks>
public sealed partial record DeviceRecord
{
    /// <summary>The account's LID, as JID text, or null before pairing.</summary>
    public string? Lid { get; init; }

    /// <summary>The account's phone-number JID as text, or null before pairing.</summary>
    public string? Pn { get; init; }

    /// <summary>The registration id.</summary>
    public required uint RegistrationId { get; init; }

    /// <summary>The key pair of the Noise handshake.</summary>
    public required DeviceKeyPair NoiseKey { get; init; }

    /// <summary>The identity key pair.</summary>
    public required DeviceKeyPair IdentityKey { get; init; }

    /// <summary>The current signed pre-key's pair.</summary>
    public required DeviceKeyPair SignedPreKey { get; init; }

    /// <summary>The current signed pre-key's id.</summary>
    public required uint SignedPreKeyId { get; init; }

    /// <summary>The signature over the current signed pre-key, 64 bytes.</summary>
    /// <exception cref="ArgumentException">The value is not 64 bytes long.</exception>
    public required ReadOnlyMemory<byte> SignedPreKeySignature
    {
        get;
        init => field = DeviceKeys.RequireSignature(value, nameof(value));
    }

    /// <summary>The secret that a companion pairs by, 32 bytes.</summary>
    public required Key32 AdvSecretKey { get; init; }

    /// <summary>The account's signed device identity, or null before pairing.</summary>
    public AdvSignedDeviceIdentity? Account { get; init; }

    /// <summary>The name shown to others; empty at first.</summary>
    public string PushName { get; init; } = "";

    /// <summary>The WhatsApp Web version that the client says it is.</summary>
    public AppVersion AppVersion { get; init; }

    /// <summary>When <see cref="AppVersion"/> was fetched, unix milliseconds; 0 = never.</summary>
    public long AppVersionLastFetchedMs { get; init; }

    /// <summary>The server's routing hint for the next connect, or null.</summary>
    public ReadOnlyMemory<byte>? EdgeRoutingInfo { get; init; }

    /// <summary>The hash of the AB properties last received, or null.</summary>
    public string? PropsHash { get; init; }

    /// <summary>The id of the next one-time pre-key to make; 0 = take it from the greatest stored one (spec/storage.md 2.2).</summary>
    public uint NextPreKeyId { get; init; }

    /// <summary>The salt of the new-chat token, or null.</summary>
    public ReadOnlyMemory<byte>? NctSalt { get; init; }

    /// <summary>Whether the server is known to hold one-time pre-keys of this device.</summary>
    public bool ServerHasPreKeys { get; init; }

    /// <summary>The server's certificates, or null. A row that does not decode reads as null and never blocks a load.</summary>
    public ServerCertChain? ServerCertChain { get; init; }

    /// <summary>How often the client logged in.</summary>
    public int LoginCounter { get; init; }

    /// <summary>The least id of the pre-keys not yet uploaded; 0 at first.</summary>
    public uint FirstUnuploadPreKeyId { get; init; }

    /// <summary>Whether the account was migrated to LIDs.</summary>
    public bool LidMigrated { get; init; }

    /// <summary>When the signed pre-key was last rotated, unix milliseconds; 0 = set the baseline, do not rotate yet.</summary>
    public long LastSignedPreKeyRotationMs { get; init; }

    /// <summary>Whether the user switched read receipts off.</summary>
    public bool ReadReceiptsDisabled { get; init; }

    /// <summary>The server's announcement about this build, or null.</summary>
    public ClientExpiration? ServerClientExpiration { get; init; }

    /// <summary>A fresh, unpaired device with the reference's first values (spec/storage.md 1.5); the rotation baseline is <paramref name="clock"/>'s now.</summary>
    public static DeviceRecord NewFrom(DeviceKeys keys, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(clock);
        return new DeviceRecord
        {
            RegistrationId = keys.RegistrationId,
            NoiseKey = keys.NoiseKey,
            IdentityKey = keys.IdentityKey,
            SignedPreKey = keys.SignedPreKey,
            SignedPreKeyId = keys.SignedPreKeyId,
            SignedPreKeySignature = keys.SignedPreKeySignature,
            AdvSecretKey = keys.AdvSecretKey,
            AppVersion = AppVersion.BuiltIn,
            NextPreKeyId = 1,
            LastSignedPreKeyRotationMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
    }
}
