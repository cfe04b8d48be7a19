using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class ProtocolChecks
{
    const string Group = "120363000000000001@g.us";
    const string Lid = "100000000000001";
    const string Phone = "15550000001";
    const string Jid = "100000000000001@lid";

    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        await store.SetSenderKeyStatusAsync(Group, new SenderKeyDevice[] { new("a:1@lid", true), new("b:1@lid", false) });
        checks.That(nameof(store.GetSenderKeyDevicesAsync), (await store.GetSenderKeyDevicesAsync(Group)).Count == 2);
        await store.DeleteSenderKeyDeviceRowsAsync(new[] { "a:1@lid" });
        await store.ClearSenderKeyDevicesAsync(Group);
        await store.ClearAllSenderKeyDevicesAsync();
        checks.That(nameof(store.ClearAllSenderKeyDevicesAsync), (await store.GetSenderKeyDevicesAsync(Group)).Count == 0);

        await store.PutLidMappingAsync(new LidPnMapping(Lid, Phone, 1, 2, "usync"));
        await store.PutLidMappingsAsync(new[] { new LidPnMapping("100000000000002", Phone, 1, 3, "pairing") });
        checks.That(nameof(store.GetLidMappingAsync), (await store.GetLidMappingAsync(Lid))?.PhoneNumber == Phone);
        checks.That(nameof(store.GetPnMappingAsync), (await store.GetPnMappingAsync(Phone))?.Lid == "100000000000002");
        checks.That(nameof(store.GetLidMappingsAsync), (await store.GetLidMappingsAsync(new[] { Lid })).Count == 1);
        checks.That(nameof(store.GetPnMappingsAsync), (await store.GetPnMappingsAsync(new[] { Phone }))[Phone].Lid == "100000000000002");
        checks.That(nameof(store.GetAllLidMappingsAsync), (await store.GetAllLidMappingsAsync()).Count == 2);

        await store.SaveBaseKeyAsync(Jid, "m", Checks.Bytes(33, 1));
        checks.That(nameof(store.HasSameBaseKeyAsync), await store.HasSameBaseKeyAsync(Jid, "m", Checks.Bytes(33, 1)));
        await store.DeleteBaseKeyAsync(Jid, "m");
        checks.That(nameof(store.DeleteExpiredBaseKeysAsync), await store.DeleteExpiredBaseKeysAsync(long.MaxValue) == 0);

        var list = new DeviceListRecord(Lid, [new DeviceInfo(0, null, false), new DeviceInfo(7, 1, true)], 5, "2:abc", 2_173_549_707);
        await store.UpdateDeviceListAsync(list);
        await store.UpdateDeviceListsAsync(new[] { list with { User = "2" } });
        checks.That(nameof(store.GetDevicesAsync), list.Equals(await store.GetDevicesAsync(Lid)));
        checks.That(nameof(store.GetDeviceListsAsync), (await store.GetDeviceListsAsync(new[] { Lid, "2" })).Count == 2);
        await store.DeleteDevicesAsync(Lid);

        await store.PutGroupMetadataAsync(Group, Checks.Bytes(9, 1));
        checks.That(nameof(store.GetGroupMetadataAsync), (await store.GetGroupMetadataAsync(Group))?.Length == 9);
        await store.DeleteGroupMetadataAsync(Group);

        await store.TouchTcTokenSenderTimestampAsync(Jid, 5);
        await store.StoreReceivedTcTokenAsync(Jid, Checks.Bytes(11, 1), 4);
        checks.That(nameof(store.GetTcTokenAsync), await store.GetTcTokenAsync(Jid) is { Token.Length: 11, SenderTimestamp: 5, TokenTimestamp: 4 });
        await store.PutTcTokenAsync("b@lid", new TcToken(Checks.Bytes(1, 1), 1, null));
        checks.That(nameof(store.GetTcTokensAsync), (await store.GetTcTokensAsync(new[] { Jid, "b@lid" })).Count == 2);
        checks.That(nameof(store.GetAllTcTokenJidsAsync), (await store.GetAllTcTokenJidsAsync()).Count == 2);
        checks.That(nameof(store.DeleteExpiredTcTokensAsync), await store.DeleteExpiredTcTokensAsync(2, 2) == 1 && await store.DeleteExpiredTcTokensAsync(1) == 0);
        await store.DeleteTcTokenAsync(Jid);
    }
}
