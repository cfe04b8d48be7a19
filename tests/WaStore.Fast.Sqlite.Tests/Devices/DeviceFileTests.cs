using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Sqlite.Tests.Stores;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Devices;

/// <summary>The device and its pre-keys over a real file.</summary>
public sealed class DeviceFileTests : StoreTest
{
    [Fact]
    public async Task Every_field_goes_to_the_file_by_its_command_and_comes_back()
    {
        var full = FullDevice.Record;
        await using (var manager = await OpenAsync())
        {
            DeviceCommand[] commands =
            [
                new DeviceCommand.SetId(full.Pn), new DeviceCommand.SetLid(full.Lid), new DeviceCommand.SetPushName(full.PushName), new DeviceCommand.SetAccount(full.Account),
                new DeviceCommand.SetAppVersion(full.AppVersion), new DeviceCommand.SetPropsHash(full.PropsHash),
                new DeviceCommand.SetPreKeyWatermarks(full.NextPreKeyId, full.FirstUnuploadPreKeyId), new DeviceCommand.SetAdvSecretKey(full.AdvSecretKey),
                new DeviceCommand.SetNctSalt(full.NctSalt), new DeviceCommand.SetServerCertChain(full.ServerCertChain!), new DeviceCommand.IncrementLoginCounter(),
                new DeviceCommand.SetLidMigrated(full.LidMigrated), new DeviceCommand.SetServerClientExpiration(full.ServerClientExpiration),
                new DeviceCommand.SetSignedPreKey(full.SignedPreKey, full.SignedPreKeyId, full.SignedPreKeySignature, full.LastSignedPreKeyRotationMs),
                new DeviceCommand.SetReadReceiptsDisabled(full.ReadReceiptsDisabled),
            ];
            foreach (var command in commands)
            {
                _ = await manager.ProcessCommandAsync(command);
            }

            _ = await manager.ModifyAsync(device => device with
            {
                Row = device.Row with { EdgeRoutingInfo = full.EdgeRoutingInfo, ServerHasPreKeys = true, RegistrationId = full.RegistrationId },
            });
        }

        await using var again = await OpenAsync();
        var expected = full with { AppVersionLastFetchedMs = FakeTime.Start * 1000, LoginCounter = 1 };
        Assert.Equal(new Device(expected), again.GetSnapshot());
        Assert.Equal(again.GetSnapshot(), Device.FromUtf8Json(again.GetSnapshot().ToUtf8Json()));
    }

    [Fact]
    public async Task A_device_row_that_does_not_decode_is_loud_and_stays_as_it_is()
    {
        using (var witness = Witness())
        {
            witness.Execute("UPDATE device SET identity_key = x'00'");
        }

        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(new PersistenceOptions { DeviceKeySource = Sample.KeySource }).AsTask());
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        using var after = Witness();
        Assert.Equal(["00"], after.QueryTexts("SELECT hex(identity_key) FROM device"));
    }

    [Fact]
    public async Task A_new_account_of_the_file_gets_its_device_once()
    {
        await using (var manager = await PersistenceManager.OpenAsync(Account(7)))
        {
            Assert.False(manager.IsProvisioned);
            Assert.True(await manager.ProvisionAsync(Sample.Keys(7)));
        }

        await using var again = await PersistenceManager.OpenAsync(Account(7), new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        Assert.Equal(Sample.Keys(7).IdentityKey, again.GetSnapshot().Row.IdentityKey);
        Assert.False(await again.ProvisionAsync(Sample.Keys(8)));
    }

    [Fact]
    public async Task Pre_keys_are_uploaded_marked_and_offered_again()
    {
        var source = new CountedKeys();
        uint[] refused = [];
        await using (var manager = await OpenAsync())
        {
            _ = await Assert.ThrowsAsync<TimeoutException>(() => new PreKeyPool(manager, source).UploadAsync((keys, _) =>
            {
                refused = Array.ConvertAll(keys.ToArray(), key => key.Id);
                throw new TimeoutException();
            }).AsTask());
        }

        Assert.Equal(["812 0"], Uploaded());
        await Store.RemovePreKeyAsync(400);
        await using (var manager = await OpenAsync())
        {
            Assert.Equal(812, await new PreKeyPool(manager, source).UploadAsync((keys, _) =>
            {
                Assert.Equal([.. refused.Where(id => id != 400), 813u], keys.ToArray().Select(key => key.Id));
                return default;
            }));
        }

        Assert.Equal(813, source.Made);
        Assert.Equal(["812 812"], Uploaded());
        using var witness = Witness();
        Assert.Equal([[814L, 814L, 1L]], witness.QueryRows("SELECT next_pre_key_id, first_unupload_pre_key_id, server_has_prekeys FROM device"));
    }

    [Fact]
    public async Task A_snapshot_has_the_device_as_it_is_now()
    {
        await using var manager = await OpenAsync(new PersistenceOptions { SaveDelay = TimeSpan.FromHours(1), SaveInterval = TimeSpan.FromHours(1) });
        _ = await manager.ProcessCommandAsync(new DeviceCommand.SetPushName("in the copy"));
        await manager.CreateSnapshotAsync("bug", Sample.Blob(5, 1));
        var copy = Directory.EnumerateFiles(Path.GetDirectoryName(DatabasePath)!, "*.snapshot-*-bug").Single();
        using var witness = new Schema.WitnessConnection(copy);
        Assert.Equal(["in the copy"], witness.QueryTexts("SELECT push_name FROM device"));
    }

    ValueTask<PersistenceManager> OpenAsync(PersistenceOptions? options = null) =>
        PersistenceManager.OpenAsync(Store, (options ?? new PersistenceOptions()) with { TimeProvider = Clock });

    IReadOnlyList<string> Uploaded()
    {
        using var witness = Witness();
        return witness.QueryTexts("SELECT count(*) || ' ' || sum(uploaded) FROM prekeys");
    }

    sealed class CountedKeys : IPreKeySource
    {
        public int Made { get; private set; }

        public ReadOnlyMemory<byte> Create(uint id) => BitConverter.GetBytes(++Made);
    }
}
