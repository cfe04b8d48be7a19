using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Devices;

/// <summary>Between the device row and its JSON, with the rules of the stored row (spec/storage.md 3.2).</summary>
static class DeviceJsonMapping
{
    const int VersionParts = 3;

    internal static DeviceJson From(DeviceRecord row)
    {
        var secret = row.AdvSecretKey;
        return new DeviceJson
        {
            Pn = row.Pn,
            Lid = row.Lid,
            RegistrationId = row.RegistrationId,
            NoiseKey = From(row.NoiseKey),
            IdentityKey = From(row.IdentityKey),
            SignedPreKey = From(row.SignedPreKey),
            SignedPreKeyId = row.SignedPreKeyId,
            SignedPreKeySignature = row.SignedPreKeySignature.ToArray(),
            AdvSecretKey = secret.ToArray(),
            Account = row.Account is { } account ? Encode(account) : null,
            PushName = row.PushName,
            AppVersionPrimary = row.AppVersion.Primary,
            AppVersionSecondary = row.AppVersion.Secondary,
            AppVersionTertiary = row.AppVersion.Tertiary,
            AppVersionLastFetchedMs = row.AppVersionLastFetchedMs,
            EdgeRoutingInfo = row.EdgeRoutingInfo?.ToArray(),
            PropsHash = row.PropsHash,
            NextPreKeyId = row.NextPreKeyId,
            FirstUnuploadPreKeyId = row.FirstUnuploadPreKeyId,
            ServerHasPreKeys = row.ServerHasPreKeys,
            NctSalt = row.NctSalt?.ToArray(),
            ServerCertChain = row.ServerCertChain is { } chain
                ? JsonSerializer.SerializeToElement(new CertChainJson(From(chain.Intermediate), From(chain.Leaf)), DeviceJsonContext.Default.CertChainJson)
                : null,
            LoginCounter = row.LoginCounter,
            LidMigrated = row.LidMigrated,
            LastSignedPreKeyRotationMs = row.LastSignedPreKeyRotationMs,
            ReadReceiptsDisabled = row.ReadReceiptsDisabled,
            ServerClientExpiration = row.ServerClientExpiration is { } expiration
                ? JsonSerializer.SerializeToElement(
                    new ExpirationJson(expiration.ExpiresAt, [expiration.Version.Primary, expiration.Version.Secondary, expiration.Version.Tertiary]),
                    DeviceJsonContext.Default.ExpirationJson)
                : null,
        };
    }

    /// <exception cref="StoreException">Validation: a length is wrong. Serialization: the account is no protobuf.</exception>
    internal static DeviceRecord ToRow(DeviceJson json)
    {
        RequireLength("signed_pre_key_signature", json.SignedPreKeySignature, DeviceKeys.SignatureLength);
        RequireLength("adv_secret_key", json.AdvSecretKey, Key32.Length);
        var builtIn = AppVersion.BuiltIn;
        return new DeviceRecord
        {
            Pn = json.Pn is { } pn ? JidText.OrNull(pn) : null,
            Lid = json.Lid is { } lid ? JidText.OrNull(lid) : null,
            RegistrationId = json.RegistrationId,
            NoiseKey = ToPair("noise_key", json.NoiseKey),
            IdentityKey = ToPair("identity_key", json.IdentityKey),
            SignedPreKey = ToPair("signed_pre_key", json.SignedPreKey),
            SignedPreKeyId = json.SignedPreKeyId,
            SignedPreKeySignature = json.SignedPreKeySignature,
            AdvSecretKey = new Key32(json.AdvSecretKey),
            Account = json.Account is { } account ? DecodeAccount(account) : null,
            PushName = json.PushName,
            AppVersion = new AppVersion(
                json.AppVersionPrimary ?? builtIn.Primary, json.AppVersionSecondary ?? builtIn.Secondary, json.AppVersionTertiary ?? builtIn.Tertiary),
            AppVersionLastFetchedMs = json.AppVersionLastFetchedMs,
            EdgeRoutingInfo = BlobOrNull(json.EdgeRoutingInfo),
            PropsHash = json.PropsHash,
            NextPreKeyId = json.NextPreKeyId,
            FirstUnuploadPreKeyId = json.FirstUnuploadPreKeyId,
            ServerHasPreKeys = json.ServerHasPreKeys,
            NctSalt = BlobOrNull(json.NctSalt),
            ServerCertChain = ToCertChain(Read(json.ServerCertChain, DeviceJsonContext.Default.CertChainJson)),
            LoginCounter = json.LoginCounter,
            LidMigrated = json.LidMigrated,
            LastSignedPreKeyRotationMs = json.LastSignedPreKeyRotationMs,
            ReadReceiptsDisabled = json.ReadReceiptsDisabled,
            ServerClientExpiration = ToExpiration(Read(json.ServerClientExpiration, DeviceJsonContext.Default.ExpirationJson)),
        };
    }

    static byte[] From(in DeviceKeyPair pair)
    {
        var bytes = new byte[DeviceKeyPair.Length];
        pair.CopyTo(bytes);
        return bytes;
    }

    static CertJson From(NoiseCert cert)
    {
        var key = cert.Key;
        return new CertJson(key.ToArray(), cert.NotBefore, cert.NotAfter);
    }

    static byte[] Encode(AdvSignedDeviceIdentity account)
    {
        var output = new ArrayBufferWriter<byte>();
        AdvSignedDeviceIdentityCodec.Encode(account, output);
        return output.WrittenSpan.ToArray();
    }

    static AdvSignedDeviceIdentity? DecodeAccount(byte[] blob) => AdvSignedDeviceIdentityCodec.TryDecode(blob, out var account)
        ? account
        : throw StoreException.Serialization("account is no ADVSignedDeviceIdentity");

    static DeviceKeyPair ToPair(string name, byte[] bytes)
    {
        RequireLength(name, bytes, DeviceKeyPair.Length);
        return DeviceKeyPair.FromBytes(bytes);
    }

    static void RequireLength(string name, byte[] bytes, int length)
    {
        if (bytes.Length != length)
        {
            throw StoreException.Validation($"{name} of the device is {length} bytes long, not {bytes.Length}");
        }
    }

    static ReadOnlyMemory<byte>? BlobOrNull(byte[]? blob) => blob is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(blob);

    static T? Read<T>(JsonElement? element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element?.Deserialize(type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // As an undecodable column: the server sends it again.
            return null;
        }
    }

    static ServerCertChain? ToCertChain(CertChainJson? chain) =>
        ToCert(chain?.Intermediate) is { } intermediate && ToCert(chain?.Leaf) is { } leaf ? new ServerCertChain(intermediate, leaf) : null;

    static NoiseCert? ToCert(CertJson? cert) => cert is not null && Key32.TryCreate(cert.Key, out var key) ? new NoiseCert(key, cert.NotBefore, cert.NotAfter) : null;

    static ClientExpiration? ToExpiration(ExpirationJson? json) => json is { Version: { Length: VersionParts } version }
        ? new ClientExpiration(json.ExpiresAt, new AppVersion(version[0], version[1], version[2]))
        : null;
}
