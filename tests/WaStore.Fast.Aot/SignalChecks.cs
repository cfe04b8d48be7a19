using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class SignalChecks
{
    const string Address = "15550000001:2@lid.0";
    static readonly string[] s_addresses = [Address, "15550000002@lid.0"];

    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        await store.PutIdentityAsync(Address, Checks.Key(1));
        await store.PutIdentitiesAsync(new IdentityEntry[] { new(s_addresses[1], Checks.Key(2)) });
        checks.That(nameof(store.LoadIdentityAsync), await store.LoadIdentityAsync(Address) == Checks.Key(1));
        checks.That(nameof(store.LoadIdentitiesAsync), (await store.LoadIdentitiesAsync(s_addresses)).Count == 2);

        await store.PutSessionAsync(Address, Checks.Bytes(1500, 1));
        await store.PutSessionsAsync(new RecordEntry[] { new(s_addresses[1], Checks.Bytes(3, 2)) });
        checks.That(nameof(store.GetSessionAsync), (await store.GetSessionAsync(Address))?.Length == 1500);
        checks.That(nameof(store.HasSessionAsync), await store.HasSessionAsync(Address));
        checks.That(nameof(store.SetAsideSessionAsync), await store.SetAsideSessionAsync(Address, Checks.Bytes(1500, 1)));
        checks.That(nameof(store.GetSessionsAsync), (await store.GetSessionsAsync(s_addresses)).Count == 2);
        int[] seen = [0];
        await store.ReadSessionsAsync(s_addresses, seen, static (seen, _, record) => seen[0] += record.Length);
        checks.That(nameof(store.ReadSessionsAsync), seen[0] == 1503);
        checks.That(nameof(store.HasSignalStateForUserAsync), await store.HasSignalStateForUserAsync("15550000001") && !await store.HasSignalStateForUserAsync("1555"));
        checks.That(nameof(store.GetSignalAddressesAsync), (await store.GetSignalAddressesAsync("15550000001")).Count == 1);

        checks.That(nameof(store.SetAsideSessionAsync), await store.SetAsideSessionAsync(Address, Checks.Bytes(1500, 1)) && !await store.SetAsideSessionAsync(Address, Checks.Bytes(9, 9)));

        await store.StorePreKeyAsync(1, Checks.Bytes(70, 1), uploaded: false);
        await store.StorePreKeysAsync(new PreKeyEntry[] { new(2, Checks.Bytes(70, 2)), new(3, Checks.Bytes(70, 3)) }, uploaded: false);
        await store.MarkPreKeysUploadedAsync(new uint[] { 1, 2 });
        checks.That(nameof(store.LoadPreKeyAsync), (await store.LoadPreKeyAsync(1))?.Length == 70);
        checks.That(nameof(store.LoadPreKeysAsync), (await store.LoadPreKeysAsync(new uint[] { 1, 2, 3, 4 })).Count == 3);
        checks.That(nameof(store.GetMaxPreKeyIdAsync), await store.GetMaxPreKeyIdAsync() == 3);
        await store.RemovePreKeyAsync(1);
        await store.RemovePreKeysAsync(new uint[] { 2, 3 });
        checks.That(nameof(store.RemovePreKeysAsync), await store.GetMaxPreKeyIdAsync() == 0);

        await store.StoreSignedPreKeyAsync(1, Checks.Bytes(100, 1));
        checks.That(nameof(store.LoadSignedPreKeyAsync), (await store.LoadSignedPreKeyAsync(1))?.Length == 100);
        checks.That(nameof(store.LoadAllSignedPreKeysAsync), (await store.LoadAllSignedPreKeysAsync()).Count == 1);
        await store.RemoveSignedPreKeyAsync(1);

        await store.PutSenderKeyAsync("g@g.us:" + Address, Checks.Bytes(120, 1));
        await store.PutSenderKeysAsync(new RecordEntry[] { new("h@g.us:" + Address, Checks.Bytes(120, 2)) });
        checks.That(nameof(store.GetSenderKeyAsync), (await store.GetSenderKeyAsync("g@g.us:" + Address))?.Length == 120);
        checks.That(nameof(store.GetSenderKeysAsync), (await store.GetSenderKeysAsync(new[] { "g@g.us:" + Address, "h@g.us:" + Address })).Count == 2);
        await store.DeleteSenderKeyAsync("g@g.us:" + Address);
        await store.DeleteSenderKeysAsync(new[] { "h@g.us:" + Address });

        await store.DeleteIdentityAsync(Address);
        await store.DeleteIdentitiesAsync(s_addresses);
        await store.DeleteSessionAsync(Address);
        await store.DeleteSessionsAsync(s_addresses);
        checks.That("deletes", !await store.HasSignalStateForUserAsync("15550000001"));
    }
}
