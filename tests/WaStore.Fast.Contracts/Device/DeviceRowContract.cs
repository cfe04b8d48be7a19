using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Device;

public abstract class DeviceRowContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    /// <summary>Each column differs from a fresh device's.</summary>
    internal static DeviceRecord Full { get; } = DeviceRecord.NewFrom(Sample.Keys(1), new FakeTime()) with
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

    [Fact]
    public async Task A_full_row_comes_back()
    {
        await Store.SaveAsync(Full);

        Assert.Equal(Full, await Store.LoadAsync());
        Assert.True(await Store.ExistsAsync());
    }

    [Fact]
    public async Task Saving_sets_every_column_also_back_to_nothing()
    {
        var fresh = DeviceRecord.NewFrom(Sample.Keys(2), Clock);
        await Store.SaveAsync(Full);
        await Store.SaveAsync(fresh);

        Assert.Equal(fresh, await Store.LoadAsync());
    }

    [Fact]
    public async Task Empty_is_not_absent()
    {
        var device = Full with { Account = new AdvSignedDeviceIdentity(), EdgeRoutingInfo = ReadOnlyMemory<byte>.Empty, NctSalt = ReadOnlyMemory<byte>.Empty, PropsHash = "" };
        await Store.SaveAsync(device);

        Assert.Equal(device, await Store.LoadAsync());
    }

    [Fact]
    public async Task An_account_with_some_fields_empty_or_absent_comes_back()
    {
        var device = Full with { Account = new AdvSignedDeviceIdentity { Details = ReadOnlyMemory<byte>.Empty, DeviceSignature = Sample.Blob(64, 1) } };
        await Store.SaveAsync(device);

        Assert.Equal(device, await Store.LoadAsync());
    }
}
