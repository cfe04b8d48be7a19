using System.Buffers;
using System.Text;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>The device row between its columns and <see cref="DeviceRecord"/>, with the rules of spec/storage.md 3.2.</summary>
static class DeviceRowCodec
{
    /// <summary>Decodes a row. The blobs of the record are the row's own arrays, except for the keys.</summary>
    /// <param name="row">The row.</param>
    /// <param name="certChainForm">
    /// How the certificate chain was written, null when there is none: an undecodable one reads as none and is the caller's to count.
    /// </param>
    /// <exception cref="StoreException">
    /// A column holds a value of another type, a JID is not UTF-8, a key or the signature has a wrong length (<see cref="StoreErrorKind.Validation"/>), or the account is no protobuf
    /// (<see cref="StoreErrorKind.Serialization"/>). Never answered with a fresh identity.
    /// </exception>
    public static DeviceRecord Decode(DeviceRow row, out BlobForm? certChainForm)
    {
        if (row.WrongColumn is { } column)
        {
            throw StoreException.Validation($"{column} of the device row holds a value of another type");
        }

        RequireUtf8("lid", row.Lid);
        RequireUtf8("pn", row.Pn);
        StoredLength.Require("signed_pre_key_signature", row.SignedPreKeySignature, DeviceKeys.SignatureLength);
        StoredLength.Require("adv_secret_key", row.AdvSecretKey, Key32.Length);
        return new DeviceRecord
        {
            Lid = JidText.OrNull(row.Lid),
            Pn = JidText.OrNull(row.Pn),
            RegistrationId = (uint)row.RegistrationId,
            NoiseKey = KeyPairCodec.Decode(row.NoiseKey, "noise_key"),
            IdentityKey = KeyPairCodec.Decode(row.IdentityKey, "identity_key"),
            SignedPreKey = KeyPairCodec.Decode(row.SignedPreKey, "signed_pre_key"),
            SignedPreKeyId = (uint)row.SignedPreKeyId,
            SignedPreKeySignature = row.SignedPreKeySignature,
            AdvSecretKey = new Key32(row.AdvSecretKey),
            Account = DecodeAccount(row.Account),
            PushName = row.PushName,
            AppVersion = new AppVersion((uint)row.AppVersionPrimary, (uint)row.AppVersionSecondary, UInt32OrZero(row.AppVersionTertiary)),
            AppVersionLastFetchedMs = row.AppVersionLastFetchedMs,
            EdgeRoutingInfo = BlobOrNull(row.EdgeRoutingInfo),
            PropsHash = row.PropsHash,
            NextPreKeyId = (uint)row.NextPreKeyId,
            NctSalt = BlobOrNull(row.NctSalt),
            ServerHasPreKeys = row.ServerHasPrekeys,
            ServerCertChain = DecodeCertChain(row.ServerCertChain, out certChainForm),
            LoginCounter = row.LoginCounter,
            FirstUnuploadPreKeyId = (uint)row.FirstUnuploadPreKeyId,
            LidMigrated = row.LidMigrated,
            LastSignedPreKeyRotationMs = row.LastSignedPreKeyRotationMs,
            ReadReceiptsDisabled = row.ReadReceiptsDisabled,
            ServerClientExpiration = DecodeExpiration(row.ServerClientExpiration),
        };
    }

    /// <summary>Encodes a record as the row of account <paramref name="id"/>.</summary>
    public static DeviceRow Encode(int id, DeviceRecord device)
    {
        var secret = device.AdvSecretKey;
        return new DeviceRow(
            id,
            device.Lid ?? "",
            device.Pn ?? "",
            (int)device.RegistrationId,
            KeyPairCodec.Encode(device.NoiseKey),
            KeyPairCodec.Encode(device.IdentityKey),
            KeyPairCodec.Encode(device.SignedPreKey),
            (int)device.SignedPreKeyId,
            device.SignedPreKeySignature.ToArray(),
            secret.ToArray(),
            Encode(device.Account, AdvSignedDeviceIdentityCodec.Encode),
            device.PushName,
            (int)device.AppVersion.Primary,
            (int)device.AppVersion.Secondary,
            device.AppVersion.Tertiary,
            device.AppVersionLastFetchedMs,
            device.EdgeRoutingInfo?.ToArray(),
            device.PropsHash,
            (int)device.NextPreKeyId,
            device.NctSalt?.ToArray(),
            device.ServerHasPreKeys,
            Encode(device.ServerCertChain, ServerCertChainCodec.Encode),
            device.LoginCounter,
            (int)device.FirstUnuploadPreKeyId,
            device.LidMigrated,
            device.LastSignedPreKeyRotationMs,
            device.ReadReceiptsDisabled,
            device.ServerClientExpiration is { } expiration ? ClientExpirationJson.Encode(expiration) : null);
    }

    static uint UInt32OrZero(long value) => value is >= 0 and <= uint.MaxValue ? (uint)value : 0;

    // A null array, and even a bare null beside a memory, converts to an empty memory: NULL and a blob of zero bytes are told
    // apart here, with the type spelled out.
    static ReadOnlyMemory<byte>? BlobOrNull(byte[]? blob) => blob is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(blob);

    // What is not UTF-8 was read with U+FFFD in its place: another JID than the account's. (A push name may have that character by right.)
    static void RequireUtf8(string column, string text)
    {
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            throw StoreException.Validation($"{column} of the device row is not UTF-8");
        }
    }

    static AdvSignedDeviceIdentity? DecodeAccount(byte[]? blob)
    {
        if (blob is null)
        {
            return null;
        }

        return AdvSignedDeviceIdentityCodec.TryDecode(blob, out var account)
            ? account
            : throw StoreException.Serialization("account is no ADVSignedDeviceIdentity");
    }

    static ServerCertChain? DecodeCertChain(byte[]? blob, out BlobForm? form)
    {
        if (blob is null)
        {
            form = null;
            return null;
        }

        form = ServerCertChainCodec.Decode(blob, out var chain);
        return chain;
    }

    static ClientExpiration? DecodeExpiration(string? json) => json is null ? null : ClientExpirationJson.Decode(Encoding.UTF8.GetBytes(json));

    static byte[]? Encode<T>(T? value, Action<T, IBufferWriter<byte>> encode)
        where T : class
    {
        if (value is null)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>();
        encode(value, output);
        return output.WrittenSpan.ToArray();
    }
}
