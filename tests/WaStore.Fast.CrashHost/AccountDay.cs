using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.CrashHost;

/// <summary>What a bot has an account do between two pauses.</summary>
static class AccountDay
{
    /// <summary>The device, a message received and one sent to a group.</summary>
    internal static async Task LogInAsync(SqliteStore store)
    {
        _ = await store.ProvisionAsync(store.DeviceId, Sample.Keys(store.DeviceId));
        await store.SaveAsync((await store.LoadAsync())! with { LoginCounter = 1 });
        await store.StorePreKeysAsync(Sample.Many(100, i => new PreKeyEntry((uint)i, Sample.Blob(74, i))), uploaded: true);
        await store.PutLidMappingsAsync(Sample.Many(20, Sample.Mapping));
        _ = await store.GetAllLidMappingsAsync();
        var received = new StoreBatch();
        received.PutSession("1@lid.0", Sample.Blob(1_500, 1));
        received.PutIdentity("1@lid.0", Sample.Key(1));
        received.ConsumePreKey(3);
        received.StorePendingInbound("c", "s", "m", Sample.Blob(200, 1));
        await store.CommitAsync(received);
        await store.DeletePendingInboundAsync("c", "s", "m");
        await store.UpdateDeviceListsAsync(Sample.Many(20, i => Sample.DeviceList($"{i}", i)));
        _ = await store.GetDeviceListsAsync(Sample.Many(20, i => $"{i}"));
        _ = await store.GetSenderKeyDevicesAsync("g");
        _ = await store.GetSessionsAsync(Sample.Many(20, i => $"{i}@lid.0"));
        _ = await store.LoadIdentitiesAsync(Sample.Many(20, i => $"{i}@lid.0"));
        _ = await store.GetSenderKeyAsync("g");
        var sent = new StoreBatch();
        sent.PutSenderKey("g", Sample.Blob(400, 1));
        sent.StoreSentMessage("g", "m", Sample.Blob(200, 2));
        sent.SetSenderKeyStatus("g", Sample.Many(20, i => new SenderKeyDevice($"{i}", true)));
        sent.PutMsgSecrets(Sample.Of(Sample.Secret("m", 1)));
        await store.CommitAsync(sent);
    }

    /// <summary>Every call there is, so that every statement is prepared.</summary>
    internal static async Task DoEverythingAsync(SqliteStore store)
    {
        await LogInAsync(store);
        await FilledAccount.FillAsync(store);
        _ = await FilledAccount.DescribeAsync(store);
    }
}
