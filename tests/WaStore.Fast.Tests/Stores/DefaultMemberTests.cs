using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;

namespace WaStore.Fast.Tests.Stores;

/// <summary>What the members with a default answer on a backend that has none of its own (spec/storage.md 1.10).</summary>
public sealed class DefaultMemberTests
{
    readonly IBackend _backend = new RequiredMembersBackend(new FakeTime());

    [Fact]
    public void Exactly_these_members_are_required()
    {
        string[] required =
        [
            "LoadIdentityAsync", "GetSessionAsync", "LoadPreKeyAsync", "GetMaxPreKeyIdAsync", "LoadSignedPreKeyAsync", "LoadAllSignedPreKeysAsync", "GetSenderKeyAsync",
            "PutIdentityAsync", "DeleteIdentityAsync", "PutSessionAsync", "DeleteSessionAsync", "StorePreKeyAsync", "MarkPreKeysUploadedAsync", "RemovePreKeyAsync",
            "StoreSignedPreKeyAsync", "RemoveSignedPreKeyAsync", "PutSenderKeyAsync", "DeleteSenderKeyAsync",
            "GetSyncKeyAsync", "GetLatestSyncKeyIdAsync", "GetVersionAsync", "GetMutationMacAsync", "SetSyncKeyAsync", "SetVersionAsync", "PutMutationMacsAsync",
            "DeleteMutationMacsAsync", "ClearMutationMacsAsync",
            "GetSenderKeyDevicesAsync", "GetLidMappingAsync", "GetPnMappingAsync", "GetAllLidMappingsAsync", "HasSameBaseKeyAsync", "GetDevicesAsync", "GetTcTokenAsync",
            "GetAllTcTokenJidsAsync", "SetSenderKeyStatusAsync", "ClearSenderKeyDevicesAsync", "DeleteSenderKeyDeviceRowsAsync", "ClearAllSenderKeyDevicesAsync",
            "PutLidMappingAsync", "SaveBaseKeyAsync", "DeleteBaseKeyAsync", "UpdateDeviceListAsync", "DeleteDevicesAsync", "PutTcTokenAsync", "DeleteTcTokenAsync",
            "DeleteExpiredTcTokensAsync", "StoreSentMessageAsync", "TakeSentMessageAsync", "DeleteExpiredSentMessagesAsync",
            "GetMsgSecretAsync", "PutMsgSecretsAsync", "DeleteExpiredMsgSecretsAsync",
            "LoadAsync", "ExistsAsync", "SaveAsync", "CreateAsync",
        ];
        var implemented = typeof(IBackend).GetInterfaces().Append(typeof(IBackend))
            .SelectMany(part => typeof(RequiredMembersBackend).GetInterfaceMap(part).TargetMethods)
            .Where(method => method.DeclaringType == typeof(RequiredMembersBackend))
            .Select(method => method.Name);

        Assert.Equal(required.Order(), implemented.Order());
    }

    [Fact]
    public async Task Pending_inbound_fails_closed_and_only_its_sweep_does_not()
    {
        await AssertUnsupportedAsync(async () => await _backend.StorePendingInboundAsync("c", "s", "i", default));
        await AssertUnsupportedAsync(async () => await _backend.GetPendingInboundAsync("c", "s", "i"));
        await AssertUnsupportedAsync(async () => await _backend.DeletePendingInboundAsync("c", "s", "i"));
        await AssertUnsupportedAsync(async () => await _backend.StorePendingInboundsAsync(new PendingInbound[1]));
        await AssertUnsupportedAsync(async () => await _backend.DeletePendingInboundsAsync(new PendingInboundKey[1]));
        await AssertUnsupportedAsync(async () =>
        {
            var batch = new StoreBatch();
            batch.StorePendingInbound("c", "s", "i", default);
            await _backend.CommitAsync(batch);
        });

        Assert.Equal(0, await _backend.DeleteExpiredPendingInboundAsync(long.MaxValue));
    }

    [Fact]
    public async Task What_cannot_be_told_from_the_required_members_is_refused()
    {
        await AssertUnsupportedAsync(async () => await _backend.GetSentMessageAsync("c", "i"));
        await AssertUnsupportedAsync(async () => await _backend.GetStoredMsgSecretAsync("c", "s", "i"));
        await AssertUnsupportedAsync(async () => await _backend.ListDevicesAsync());
        await AssertUnsupportedAsync(async () => await _backend.ProvisionAsync(1, Sample.Keys(1)));
        await AssertUnsupportedAsync(async () => await _backend.ResetAsync(1, Sample.Keys(1)));
        await AssertUnsupportedAsync(async () => await _backend.RemoveAsync(1));
    }

    [Fact]
    public async Task Addresses_of_a_user_are_found_one_by_one()
    {
        await _backend.PutSessionAsync("7@lid.0", Sample.Blob(4, 1));
        await _backend.PutSessionAsync("7:99@c.us.0", Sample.Blob(4, 1));
        await _backend.PutSessionAsync("70@lid.0", Sample.Blob(4, 1));
        await _backend.PutIdentityAsync("7:99@c.us.0", Sample.Key(1));
        await _backend.PutIdentityAsync("7:99@hosted.lid.0", Sample.Key(1));

        var found = await _backend.GetSignalAddressesAsync("7");

        Assert.Equal(["7:99@c.us.0", "7:99@hosted.lid.0", "7@lid.0"], found.Order(StringComparer.Ordinal));
        _ = await Assert.ThrowsAsync<StoreException>(async () => await _backend.GetSignalAddressesAsync("\ud800"));
    }

    [Fact]
    public async Task A_user_is_always_taken_to_have_signal_state() => Assert.True(await _backend.HasSignalStateForUserAsync("nobody"));

    [Fact]
    public async Task Group_metadata_is_a_cache_that_keeps_nothing()
    {
        await _backend.PutGroupMetadataAsync("g", Sample.Blob(4, 1));
        Assert.Null(await _backend.GetGroupMetadataAsync("g"));
        await _backend.DeleteGroupMetadataAsync("g");
    }

    [Fact]
    public async Task Base_keys_do_not_expire()
    {
        await _backend.SaveBaseKeyAsync("a", "m", Sample.Blob(33, 1));

        Assert.Equal(0, await _backend.DeleteExpiredBaseKeysAsync(long.MaxValue));
        Assert.True(await _backend.HasSameBaseKeyAsync("a", "m", Sample.Blob(33, 1)));
    }

    [Fact]
    public async Task A_snapshot_file_succeeds_and_a_report_knows_nothing()
    {
        await _backend.SnapshotAsync("name", Sample.Blob(4, 1));
        Assert.Equal(new ResourceReport(null, null, null, null), await _backend.GetResourceReportAsync());
    }

    [Fact]
    public async Task Pre_keys_come_in_input_order_and_repeat_what_is_asked_twice()
    {
        await _backend.StorePreKeysAsync(new PreKeyEntry[] { new(1, Sample.Blob(4, 1)), new(2, Sample.Blob(4, 2)) }, uploaded: true);

        Assert.Equal([2u, 1u, 2u], (await _backend.LoadPreKeysAsync(Sample.Of(2u, 9u, 1u, 2u))).Select(entry => entry.Id));
    }

    [Fact]
    public async Task A_secret_s_time_is_unknown()
    {
        _ = await _backend.PutMsgSecretsAsync(Sample.Of(new MsgSecretEntry("c", "s", "i", Sample.Key(1), 0, 555)));

        Assert.Equal(new MsgSecretWithTimestamp(Sample.Key(1).ToArray(), 0), await _backend.GetMsgSecretWithTimestampAsync("c", "s", "i"));
    }

    [Fact]
    public async Task A_batch_stops_at_its_first_error()
    {
        var entries = Sample.Of(new RecordEntry("a", Sample.Blob(4, 1)), new RecordEntry(null!, default), new RecordEntry("b", Sample.Blob(4, 2)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await _backend.PutSessionsAsync(entries));

        Assert.True(await _backend.HasSessionAsync("a"));
        Assert.False(await _backend.HasSessionAsync("b"));
    }

    [Fact]
    public async Task A_cancelled_read_in_place_hands_nothing_out()
    {
        await _backend.PutSessionAsync("a", Sample.Blob(4, 1));
        var seen = 0;
        var read = _backend.ReadSessionsAsync(Sample.Of("a"), 0, (_, _, _) => seen++, Sample.Cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);
        Assert.Equal(0, seen);
    }

    [Fact]
    public async Task Maintenance_sweeps_what_it_is_told_to()
    {
        await _backend.StoreSentMessageAsync("c", "i", Sample.Blob(4, 1));
        await _backend.PutTcTokenAsync("j", new TcToken(Sample.Blob(4, 1), 5, null));
        _ = await _backend.PutMsgSecretsAsync(Sample.Of(new MsgSecretEntry("c", "s", "i", Sample.Key(1), 9, 0)));
        Assert.Equal(MaintenanceReport.Nothing, await _backend.MaintainAsync(MaintenancePolicy.UpkeepOnly));

        var policy = new MaintenancePolicy { SentMessageCutoff = long.MaxValue, MsgSecretCutoff = 9, TcTokenCutoff = 6, TcTokenSenderCutoff = 0 };
        Assert.Equal(new MaintenanceReport(1, 0, 0, 1, 1), await _backend.MaintainAsync(policy));
    }

    [Fact]
    public async Task A_device_store_alone_has_nothing_to_maintain()
    {
        IDeviceStore store = new DeviceOnly();

        Assert.Equal(MaintenanceReport.Nothing, await store.MaintainAsync(MaintenancePolicy.From(new FakeTime())));
    }

    [Fact]
    public async Task A_view_without_isolation_sees_later_writes()
    {
        await using var view = await _backend.OpenSnapshotAsync();
        await _backend.PutSessionAsync("a", Sample.Blob(4, 1));

        Assert.NotNull(await view.GetSessionAsync("a"));
    }

    static async Task AssertUnsupportedAsync(Func<Task> call)
    {
        var thrown = await Assert.ThrowsAsync<StoreException>(call);
        Assert.Equal(StoreErrorKind.Validation, thrown.Kind);
        Assert.EndsWith("is not supported by this backend", thrown.Message, StringComparison.Ordinal);
    }

    sealed class DeviceOnly : IDeviceStore
    {
        public ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<DeviceRecord?>(null);

        public ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(false);

        public ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<int> CreateAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(1);
    }
}
