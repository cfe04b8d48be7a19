using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class DeviceChecks
{
    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        checks.That(nameof(store.ExistsAsync), !await store.ExistsAsync());
        checks.That("CreateAsync without a key source", await Throws(() => store.CreateAsync(), StoreErrorKind.InvalidConfig));
        checks.That(nameof(store.ProvisionAsync), await store.ProvisionAsync(1, Keys()) && !await store.ProvisionAsync(1, Keys()));
        DeviceRecord device = await store.LoadAsync() ?? throw new InvalidOperationException("No device.");
        await store.SaveAsync(device with
        {
            PushName = "aot",
            Lid = "100000000000001:1@lid",
            Account = new AdvSignedDeviceIdentity { Details = Checks.Bytes(10, 1) },
            ServerCertChain = new ServerCertChain(new NoiseCert(Checks.Key(1), 1, 2), new NoiseCert(Checks.Key(2), 3, 4)),
            ServerClientExpiration = new ClientExpiration(5, new AppVersion(2, 3000, 1)),
        });
        DeviceRecord? saved = await store.LoadAsync();
        checks.That(nameof(store.SaveAsync), saved is { PushName: "aot", ServerCertChain.Leaf.NotAfter: 4, ServerClientExpiration.ExpiresAt: 5 });
        _ = await store.ProvisionAsync(2, Keys());
        checks.That(nameof(store.ListDevicesAsync), (await store.ListDevicesAsync()).Count == 2);
        await store.ResetAsync(2, Keys());
        await store.RemoveAsync(2);
        checks.That(nameof(store.RemoveAsync), (await store.ListDevicesAsync()).Count == 1);
        checks.That(nameof(store.GetResourceReportAsync), (await store.GetResourceReportAsync()).Pages > 0);
        checks.That(nameof(store.MaintainAsync), await store.MaintainAsync(MaintenancePolicy.From(TimeProvider.System)) == MaintenanceReport.Nothing);
        await store.SnapshotAsync("aot", Checks.Bytes(3, 1));
    }

    static DeviceKeys Keys() => new()
    {
        RegistrationId = 1,
        NoiseKey = new DeviceKeyPair(Checks.Key(1), Checks.Key(2)),
        IdentityKey = new DeviceKeyPair(Checks.Key(3), Checks.Key(4)),
        SignedPreKey = new DeviceKeyPair(Checks.Key(5), Checks.Key(6)),
        SignedPreKeySignature = Checks.Bytes(DeviceKeys.SignatureLength, 7),
        AdvSecretKey = Checks.Key(8),
    };

    static async Task<bool> Throws(Func<ValueTask<int>> call, StoreErrorKind kind)
    {
        try
        {
            _ = await call();
            return false;
        }
        catch (StoreException error)
        {
            return error.Kind == kind;
        }
    }
}
