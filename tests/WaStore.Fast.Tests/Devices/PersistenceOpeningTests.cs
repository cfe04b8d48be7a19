using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Devices;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;
using WaStore.Fast.Tests.RequiredMembers;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Devices;

public sealed class PersistenceOpeningTests
{
    readonly InMemoryBackend _store = new();
    readonly Steering _steering = new();

    IBackend Backend => SteeredBackend.Of(_store, _steering);

    [Fact]
    public async Task A_device_that_exists_is_loaded_and_is_clean()
    {
        await _store.SaveAsync(FullDevice.Record);
        await using var manager = await PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        Assert.Equal(new Device(FullDevice.Record), manager.GetSnapshot());
        Assert.False(manager.IsDirty);
        Assert.Equal(0, _steering.CountOf("CommitAsync") + _steering.CountOf("SaveAsync"));
    }

    [Fact]
    public async Task An_account_without_a_source_of_keys_has_no_device_until_it_is_provisioned()
    {
        await using var manager = await PersistenceManager.OpenAsync(Backend);
        Assert.False(manager.IsProvisioned);
        Assert.False(await _store.ExistsAsync());
        Assert.Equal(StoreErrorKind.InvalidConfig, Assert.Throws<StoreException>(manager.GetSnapshot).Kind);
        _ = await Assert.ThrowsAsync<StoreException>(() => manager.ProcessCommandAsync(new DeviceCommand.SetPushName("x")).AsTask());
        await manager.FlushAsync();

        Assert.True(await manager.ProvisionAsync(Sample.Keys(3)));
        Assert.True(manager.IsProvisioned);
        Assert.Equal(Sample.Keys(3).IdentityKey, manager.GetSnapshot().Row.IdentityKey);
        Assert.Equal(manager.GetSnapshot().Row, await _store.LoadAsync());
    }

    [Fact]
    public async Task An_account_with_a_source_of_keys_gets_a_device_at_once()
    {
        var source = new CountingSource();
        await using (var manager = await PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = source }))
        {
            Assert.Equal(manager.GetSnapshot().Row, await _store.LoadAsync());
        }

        await using var again = await PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = source });
        Assert.Equal(1, source.Made);
    }

    [Fact]
    public async Task A_device_that_exists_is_never_replaced()
    {
        await using var manager = await PersistenceManager.OpenAsync(Backend);
        await using var other = await PersistenceManager.OpenAsync(Backend);
        Assert.True(await manager.ProvisionAsync(Sample.Keys(3)));
        Assert.False(await manager.ProvisionAsync(Sample.Keys(4)));
        // One that opened before the device was there.
        Assert.False(await other.ProvisionAsync(Sample.Keys(5)));
        Assert.Equal(manager.GetSnapshot(), other.GetSnapshot());
        Assert.Equal(Sample.Keys(3).IdentityKey, other.GetSnapshot().Row.IdentityKey);
    }

    [Fact]
    public async Task A_change_made_meanwhile_is_not_undone_by_a_second_provisioning()
    {
        await using var manager = await PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        _ = await manager.ProcessCommandAsync(new DeviceCommand.SetPushName("new"));
        Assert.False(await manager.ProvisionAsync(Sample.Keys(4)));
        Assert.Equal("new", manager.GetSnapshot().Row.PushName);
    }

    [Theory]
    [InlineData(StoreErrorKind.Validation)]
    [InlineData(StoreErrorKind.Serialization)]
    public async Task A_row_that_cannot_be_decoded_is_loud_and_stays(StoreErrorKind kind)
    {
        await _store.SaveAsync(FullDevice.Record);
        var failure = kind == StoreErrorKind.Validation ? StoreException.Validation("noise_key") : StoreException.Serialization("account");
        _steering.FailNext("LoadAsync", failure: failure);
        var source = new CountingSource();
        var refused = await Assert.ThrowsAsync<StoreException>(() => PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = source }).AsTask());
        Assert.Same(failure, refused);
        Assert.Equal(0, source.Made);
        Assert.Equal(FullDevice.Record, await _store.LoadAsync());
    }

    [Fact]
    public async Task A_row_that_exists_and_is_not_read_is_loud()
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => PersistenceManager.OpenAsync(
            ForgetfulBackend.Of(_store), new PersistenceOptions { DeviceKeySource = Sample.KeySource }).AsTask());
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
    }

    [Theory]
    [InlineData("ExistsAsync")]
    [InlineData("LoadAsync")]
    public async Task A_read_that_failed_is_no_missing_device(string read)
    {
        await _store.SaveAsync(FullDevice.Record);
        _steering.Break(read);
        _ = await Assert.ThrowsAsync<StoreException>(() => PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource }).AsTask());
        Assert.Equal(FullDevice.Record, await _store.LoadAsync());
    }

    [Fact]
    public async Task A_source_that_answers_none_is_named()
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => PersistenceManager.OpenAsync(Backend, new PersistenceOptions { DeviceKeySource = new EmptySource() }).AsTask());
        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.False(await _store.ExistsAsync());
    }

    [Fact]
    public async Task A_new_device_is_beyond_a_power_cut()
    {
        var recorder = new BatchRecorder();
        await using var manager = await PersistenceManager.OpenAsync(recorder.Backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource });
        Assert.Equal([true], recorder.Synced);
    }

    [Fact]
    public async Task The_smallest_custom_backend_will_do()
    {
        var time = new FakeTime();
        var backend = new RequiredMembersBackend(time);
        await using (var manager = await PersistenceManager.OpenAsync(backend, new PersistenceOptions { DeviceKeySource = Sample.KeySource }))
        {
            _ = await manager.ProcessCommandAsync(new DeviceCommand.SetPushName("kept"));
        }

        Assert.Equal("kept", (await ((IBackend)backend).LoadAsync())!.PushName);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        PersistenceOptions[] bad =
        [
            new() { SaveDelay = TimeSpan.Zero }, new() { SaveInterval = TimeSpan.Zero }, new() { SaveInterval = TimeSpan.FromMilliseconds(49) }, new() { TimeProvider = null! },
        ];
        Assert.All(bad, options => Assert.ThrowsAny<ArgumentException>(() => PersistenceManager.OpenAsync(_store, options).AsTask().GetAwaiter().GetResult()));
        _ = Assert.Throws<ArgumentNullException>(() => PersistenceManager.OpenAsync(null!).AsTask().GetAwaiter().GetResult());
    }

    sealed class CountingSource : IDeviceKeySource
    {
        public int Made { get; private set; }

        public DeviceKeys Create() => Sample.Keys(900 + ++Made);
    }

    sealed class EmptySource : IDeviceKeySource
    {
        public DeviceKeys Create() => null!;
    }
}
