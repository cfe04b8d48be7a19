using System.Security.Cryptography;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>One row of `device` as it stands in the file: the columns in their physical order (spec/storage.md 2.1), nothing checked.</summary>
/// <param name="Id">The account's number.</param>
/// <param name="Lid">JID text, or empty.</param>
/// <param name="Pn">JID text, or empty.</param>
/// <param name="RegistrationId">An unsigned number in 32 signed bits, as the other ids.</param>
/// <param name="NoiseKey">Private and public half, 64 bytes.</param>
/// <param name="IdentityKey">Private and public half, 64 bytes.</param>
/// <param name="SignedPreKey">Private and public half, 64 bytes.</param>
/// <param name="SignedPreKeyId">The signed pre-key's id.</param>
/// <param name="SignedPreKeySignature">64 bytes.</param>
/// <param name="AdvSecretKey">32 bytes.</param>
/// <param name="Account">Protobuf, or NULL before pairing.</param>
/// <param name="PushName">The name shown to others.</param>
/// <param name="AppVersionPrimary">First number of the client version.</param>
/// <param name="AppVersionSecondary">Second number.</param>
/// <param name="AppVersionTertiary">Third number, unsigned 32 bits in 64.</param>
/// <param name="AppVersionLastFetchedMs">Unix milliseconds.</param>
/// <param name="EdgeRoutingInfo">Raw bytes, or NULL.</param>
/// <param name="PropsHash">The server's text, or NULL.</param>
/// <param name="NextPreKeyId">The next pre-key's id.</param>
/// <param name="NctSalt">Raw bytes, or NULL.</param>
/// <param name="ServerHasPrekeys">0 or 1; anything but 0 is true.</param>
/// <param name="ServerCertChain">Protobuf, bincode of an old writer, or NULL.</param>
/// <param name="LoginCounter">How often the client logged in.</param>
/// <param name="FirstUnuploadPreKeyId">The first pre-key id not uploaded.</param>
/// <param name="LidMigrated">0 or 1.</param>
/// <param name="LastSignedPreKeyRotationMs">Unix milliseconds.</param>
/// <param name="ReadReceiptsDisabled">0 or 1.</param>
/// <param name="ServerClientExpiration">JSON, or NULL.</param>
/// <param name="WrongColumn">A column that holds a value of another type than it may; null in a row that is whole, and in one that is to be written.</param>
sealed record DeviceRow(
    int Id,
    string Lid,
    string Pn,
    int RegistrationId,
    byte[] NoiseKey,
    byte[] IdentityKey,
    byte[] SignedPreKey,
    int SignedPreKeyId,
    byte[] SignedPreKeySignature,
    byte[] AdvSecretKey,
    byte[]? Account,
    string PushName,
    int AppVersionPrimary,
    int AppVersionSecondary,
    long AppVersionTertiary,
    long AppVersionLastFetchedMs,
    byte[]? EdgeRoutingInfo,
    string? PropsHash,
    int NextPreKeyId,
    byte[]? NctSalt,
    bool ServerHasPrekeys,
    byte[]? ServerCertChain,
    int LoginCounter,
    int FirstUnuploadPreKeyId,
    bool LidMigrated,
    long LastSignedPreKeyRotationMs,
    bool ReadReceiptsDisabled,
    string? ServerClientExpiration,
    string? WrongColumn = null)
{
    /// <summary>Zeroes the private keys and the secret: to be called as soon as the row was decoded or bound.</summary>
    public void ClearKeys()
    {
        CryptographicOperations.ZeroMemory(NoiseKey);
        CryptographicOperations.ZeroMemory(IdentityKey);
        CryptographicOperations.ZeroMemory(SignedPreKey);
        CryptographicOperations.ZeroMemory(AdvSecretKey);
    }

    /// <summary>The account's number alone.</summary>
    public override string ToString() => $"device row {Id}";
}
