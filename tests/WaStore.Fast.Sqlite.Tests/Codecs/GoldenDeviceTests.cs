using System.Text.Json;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

/// <summary>Every device row of the goldens against what its owner read, and back into the same row.</summary>
public sealed class GoldenDeviceTests
{
    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public void Device_rows(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var file = new WitnessConnection(golden.StorePath);
        // The columns of later stages get their defaults, and the columns that are there stay as they are.
        _ = Migrator.Apply(file);
        foreach (var account in golden.Accounts)
        {
            var row = ReadRow(file, account.DeviceId);

            var device = DeviceRowCodec.Decode(row, out var form);

            AssertSame(account["device"], device);
            if (form != BlobForm.Bincode)
            {
                AssertSameRow(row, DeviceRowCodec.Encode(row.Id, device));
            }

            Assert.Equal(row.ServerCertChain is null ? null : stage <= GoldenStage.Migration17 ? BlobForm.Bincode : BlobForm.Protobuf, form);
        }
    }

    internal static void AssertSame(JsonElement expected, DeviceRecord device)
    {
        var actual = Flatten(device);
        foreach (var property in expected.EnumerateObject())
        {
            Assert.True(actual.TryGetValue(property.Name, out var value), $"{property.Name} is not looked at");
            Assert.Equal((property.Name, property.Value.GetRawTextOrNull()), (property.Name, value));
        }
    }

    // As `expected.json` writes it: bytes as base64, the public halves with their 0x05.
    static Dictionary<string, string?> Flatten(DeviceRecord device) => new(StringComparer.Ordinal)
    {
        ["account"] = device.Account is { } account
            ? Json(new
            {
                accountSignature = account.AccountSignature?.ToArray(),
                accountSignatureKey = account.AccountSignatureKey?.ToArray(),
                details = account.Details?.ToArray(),
                deviceSignature = account.DeviceSignature?.ToArray(),
            })
            : null,
        ["advSecretKey"] = Json(device.AdvSecretKey.ToArray()),
        ["appVersion"] = Json(new[] { device.AppVersion.Primary, device.AppVersion.Secondary, device.AppVersion.Tertiary }),
        ["appVersionLastFetchedMs"] = Json(device.AppVersionLastFetchedMs),
        ["edgeRoutingInfo"] = Json(device.EdgeRoutingInfo?.ToArray()),
        ["firstUnuploadedPreKeyId"] = Json(device.FirstUnuploadPreKeyId),
        ["identityPrivate"] = Json(device.IdentityKey.Private.ToArray()),
        ["identityPublic"] = Json(Prefixed(device.IdentityKey.Public)),
        ["lastSignedPreKeyRotationMs"] = Json(device.LastSignedPreKeyRotationMs),
        ["lid"] = Json(device.Lid),
        ["lidMigrated"] = Json(device.LidMigrated),
        ["loginCounter"] = Json(device.LoginCounter),
        ["nctSalt"] = Json(device.NctSalt?.ToArray()),
        ["nextPreKeyId"] = Json(device.NextPreKeyId),
        ["noisePrivate"] = Json(device.NoiseKey.Private.ToArray()),
        ["noisePublic"] = Json(Prefixed(device.NoiseKey.Public)),
        ["pn"] = Json(device.Pn),
        ["propsHash"] = Json(device.PropsHash),
        ["pushName"] = Json(device.PushName),
        ["readReceiptsDisabled"] = Json(device.ReadReceiptsDisabled),
        ["registrationId"] = Json(device.RegistrationId),
        ["serverCertChain"] = device.ServerCertChain is { } chain ? Json(new { intermediate = Cert(chain.Intermediate), leaf = Cert(chain.Leaf) }) : null,
        ["serverClientExpiration"] = device.ServerClientExpiration is { } expiration
            ? Json(new { expiresAt = expiration.ExpiresAt, version = new[] { expiration.Version.Primary, expiration.Version.Secondary, expiration.Version.Tertiary } })
            : null,
        ["serverHasPreKeys"] = Json(device.ServerHasPreKeys),
        ["signedPreKeyId"] = Json(device.SignedPreKeyId),
        ["signedPreKeyPrivate"] = Json(device.SignedPreKey.Private.ToArray()),
        ["signedPreKeyPublic"] = Json(Prefixed(device.SignedPreKey.Public)),
        ["signedPreKeySignature"] = Json(device.SignedPreKeySignature.ToArray()),
    };

    static byte[] Prefixed(Key32 key) => [0x05, .. key.AsSpan()];

    static object Cert(NoiseCert cert) => new { key = cert.Key.ToArray(), notAfter = cert.NotAfter, notBefore = cert.NotBefore };

    // Through the same writer as the expected value, so that only content can differ.
    static string? Json(object? value) => value is null ? null : JsonSerializer.SerializeToElement(value).GetRawTextOrNull();

    static DeviceRow ReadRow(WitnessConnection file, int deviceId)
    {
        var columns = RequiredSchema.Tables.Single(table => table.Name == "device").Columns;
        var row = Assert.Single(file.QueryRows($"SELECT {string.Join(", ", columns)} FROM device WHERE id = {deviceId}"));
        return new DeviceRow(
            (int)(long)row[0]!,
            (string)row[1]!,
            (string)row[2]!,
            (int)(long)row[3]!,
            (byte[])row[4]!,
            (byte[])row[5]!,
            (byte[])row[6]!,
            (int)(long)row[7]!,
            (byte[])row[8]!,
            (byte[])row[9]!,
            (byte[]?)row[10],
            (string)row[11]!,
            (int)(long)row[12]!,
            (int)(long)row[13]!,
            (long)row[14]!,
            (long)row[15]!,
            (byte[]?)row[16],
            (string?)row[17],
            (int)(long)row[18]!,
            (byte[]?)row[19],
            (long)row[20]! != 0,
            (byte[]?)row[21],
            (int)(long)row[22]!,
            (int)(long)row[23]!,
            (long)row[24]! != 0,
            (long)row[25]!,
            (long)row[26]! != 0,
            (string?)row[27]);
    }

    static void AssertSameRow(DeviceRow expected, DeviceRow actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
