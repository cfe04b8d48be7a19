using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>A device row whose every column differs from a fresh device's.</summary>
public static class FullDevice
{
    public static DeviceRecord Record { get; } = DeviceRecord.NewFrom(Sample.Keys(1), new FakeTime()) with
    {
        Lid = "123456789:5@lid",
        Pn = "15550000001:5@s.whatsapp.net",
        RegistrationId = uint.MaxValue,
        SignedPreKeyId = 2_147_483_648,
        Account = new AdvSignedDeviceIdentity
        {
            Details = Sample.Blob(30, 1),
            AccountSignatureKey = Sample.Blob(32, 2),
            AccountSignature = Sample.Blob(64, 3),
            DeviceSignature = Sample.Blob(64, 4),
        },
        PushName = "\u00c9milie \U0001F511 'x'",
        AppVersion = new AppVersion(2_147_483_648, 3001, uint.MaxValue),
        AppVersionLastFetchedMs = 1_700_000_000_123,
        EdgeRoutingInfo = Sample.Blob(12, 5),
        PropsHash = "hash",
        NextPreKeyId = 913,
        NctSalt = Sample.Blob(16, 6),
        ServerHasPreKeys = true,
        ServerCertChain = new ServerCertChain(new NoiseCert(Sample.Key(8), 1_700_000_000, 1_900_000_000), new NoiseCert(Sample.Key(9), -5, long.MaxValue)),
        LoginCounter = int.MaxValue,
        FirstUnuploadPreKeyId = 101,
        LidMigrated = true,
        LastSignedPreKeyRotationMs = 1_700_000_111_222,
        ReadReceiptsDisabled = true,
        ServerClientExpiration = new ClientExpiration(1_800_000_000, new AppVersion(2, 3000, 123)),
    };
}
