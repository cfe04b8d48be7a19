using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>Rows that do not decode: absent and counted where that is safe, an exception where it is not (design.md 4).</summary>
public sealed class CorruptRowTests : StoreTest
{
    [Fact]
    public async Task Rows_of_the_safe_kinds_read_as_absent_and_are_counted()
    {
        await FilledAccount.FillAsync(Store);
        using (var witness = Witness())
        {
            witness.Execute(
                """
                UPDATE app_state_keys SET key_data = x'0A03616263';
                UPDATE app_state_versions SET state_data = x'0801';
                UPDATE device_registry SET devices_json = '[{"key_index":1}]';
                UPDATE msg_secrets SET secret = x'0102';
                UPDATE device SET server_cert_chain = x'FF';
                """);
        }

        Assert.Null(await Store.GetSyncKeyAsync(Sample.Of<byte>(1, 2)));
        Assert.Null(await Store.GetLatestSyncKeyIdAsync());
        Assert.Null(await Store.TryGetVersionAsync(FilledAccount.Collection));
        Assert.Equal(HashState.Empty, await Store.GetVersionAsync(FilledAccount.Collection));
        Assert.Null(await Store.GetDevicesAsync(FilledAccount.User));
        Assert.Empty(await Store.GetDeviceListsAsync(Sample.Of(FilledAccount.User)));
        Assert.Null(await Store.GetStoredMsgSecretAsync(FilledAccount.Chat, FilledAccount.Chat, FilledAccount.Id));
        Assert.Null(await Store.GetMsgSecretAsync(FilledAccount.Chat, FilledAccount.Chat, FilledAccount.Id));
        Assert.Null(await Store.GetMsgSecretWithTimestampAsync(FilledAccount.Chat, FilledAccount.Chat, FilledAccount.Id));
        Assert.Null((await Store.LoadAsync())!.ServerCertChain);

        var health = Store.Health;
        Assert.Equal((2, 2, 2, 3, 1), (health.UndecodableSyncKeys, health.UndecodableVersions, health.UndecodableDeviceLists, health.InvalidMsgSecrets, health.UndecodableCertChains));
        Assert.Equal(10, health.CorruptRows);
        Assert.Same(health, Account(2).Health);
        Assert.Equal(10, Logger.Warnings.Count);
        Assert.All(Logger.Warnings, line => Assert.DoesNotContain(FilledAccount.User, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_latest_sync_key_is_the_greatest_that_decodes()
    {
        await Store.SetSyncKeyAsync(Sample.Of<byte>(1), Sample.SyncKey(1));
        await Store.SetSyncKeyAsync(Sample.Of<byte>(2), Sample.SyncKey(2));
        await Store.SetSyncKeyAsync(Sample.Of<byte>(3), new AppStateSyncKey(Sample.Blob(5, 1), default, 1));

        Assert.Equal([2], await Store.GetLatestSyncKeyIdAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public async Task An_identity_of_another_length_is_an_error_that_names_it(int length)
    {
        await Store.PutIdentityAsync("a@lid.0", Sample.Key(1));
        await Store.PutIdentityAsync("b@lid.0", Sample.Key(1));
        using (var witness = Witness())
        {
            witness.Execute($"UPDATE identities SET key = zeroblob({length}) WHERE address = 'b@lid.0'");
        }

        foreach (var read in new Func<Task>[] { async () => _ = await Store.LoadIdentityAsync("b@lid.0"), async () => _ = await Store.LoadIdentitiesAsync(Sample.Of("a@lid.0", "b@lid.0")) })
        {
            var thrown = await Assert.ThrowsAsync<StoreException>(read);
            Assert.Equal(StoreErrorKind.Validation, thrown.Kind);
            Assert.Contains($"b@lid.0 has {length} bytes", thrown.Message, StringComparison.Ordinal);
        }

        Assert.NotNull(await Store.LoadIdentityAsync("a@lid.0"));
        Assert.Equal(0, Store.Health.CorruptRows);
    }

    [Theory]
    [InlineData("noise_key", "x'00'", StoreErrorKind.Validation)]
    [InlineData("identity_key", "zeroblob(63)", StoreErrorKind.Validation)]
    [InlineData("signed_pre_key", "x''", StoreErrorKind.Validation)]
    [InlineData("signed_pre_key_signature", "zeroblob(65)", StoreErrorKind.Validation)]
    [InlineData("adv_secret_key", "zeroblob(31)", StoreErrorKind.Validation)]
    [InlineData("account", "x'FF'", StoreErrorKind.Serialization)]
    public async Task A_damaged_device_row_is_an_error_and_stays(string column, string value, StoreErrorKind kind)
    {
        using (var witness = Witness())
        {
            witness.Execute($"UPDATE device SET {column} = {value}");
        }

        var thrown = await Assert.ThrowsAsync<StoreException>(async () => await Store.LoadAsync());
        Assert.Equal(kind, thrown.Kind);
        Assert.True(await Store.ExistsAsync());
        Assert.False(await Store.ProvisionAsync(1, Sample.Keys(2)));
        await Assert.ThrowsAsync<StoreException>(async () => await Store.CreateAsync());
    }
}
