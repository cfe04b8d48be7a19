namespace WaStore.Fast.Stores;

public sealed partial record DeviceRecord
{
    /// <summary>Same row: every column, blobs by content.</summary>
    public bool Equals(DeviceRecord? other) =>
        other is not null
        && Values == other.Values
        && Keys == other.Keys
        && BlobEquality.Same(SignedPreKeySignature, other.SignedPreKeySignature)
        && BlobEquality.Same(EdgeRoutingInfo, other.EdgeRoutingInfo)
        && BlobEquality.Same(NctSalt, other.NctSalt)
        && Account == other.Account
        && ServerCertChain == other.ServerCertChain
        && ServerClientExpiration == other.ServerClientExpiration;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values, IdentityKey.Public);

    (string?, string?, uint, uint, string, AppVersion, long, string?, uint, bool, int, uint, bool, long, bool) Values =>
        (Lid, Pn, RegistrationId, SignedPreKeyId, PushName, AppVersion, AppVersionLastFetchedMs, PropsHash, NextPreKeyId, ServerHasPreKeys,
            LoginCounter, FirstUnuploadPreKeyId, LidMigrated, LastSignedPreKeyRotationMs, ReadReceiptsDisabled);

    (DeviceKeyPair, DeviceKeyPair, DeviceKeyPair, Key32) Keys => (NoiseKey, IdentityKey, SignedPreKey, AdvSecretKey);
}
