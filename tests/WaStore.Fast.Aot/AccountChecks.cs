using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

/// <summary>The whole account: every part opens, works through generics and source-generated JSON, and closes.</summary>
static class AccountChecks
{
    const string Lid = "100000012345678";
    const string Phone = "15550001111";
    const string Group = "120363000000000001@g.us";

    internal static async Task RunAsync(string path, Checks checks)
    {
        var store = new OwnCacheStore();
        var options = new AccountOptions { Caches = new CacheConfig { CacheStores = CacheStores.All(store) } };
        await using (var account = await SqliteAccount.OpenAsync(path, options))
        {
            checks.That("learn", (await account.LidPnLearner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync)).Written == 1);
            await account.DeviceRegistry.UpdateAsync(new DeviceListRecord(Phone, [new DeviceInfo(0, null, false), new DeviceInfo(3, 1, true)], 1, null, null));
            GroupInfo info = await account.Groups.GetAsync(
                Group, static (_, _) => new(GroupAnswer.Of(GroupInfo.Create([new GroupParticipant(new Jid(Lid, JidServers.Lid))], AddressingMode.Lid))));
            checks.That("group devices", (await account.GroupDevices.GetAsync(Group, info)).Devices.Count == 2);
            checks.That("cache store", store.Has(CacheNamespaces.Group, Group) && store.Has(CacheNamespaces.DeviceRegistry, Lid) && store.Has(CacheNamespaces.LidPnByPn, Phone));
            checks.That("secret", await account.MsgSecrets.KeepAsync(new ReceivedMsgSecret(Group, Lid, "m", new byte[32], MsgSecretClass.Text, 0)));
            await account.SentMessages.KeepAsync(Group, "m", new byte[] { 1 });
            _ = await account.Maintenance.RunAsync();
            await account.FlushAsync();
            checks.That("health", account.Health is { IsHealthy: true, Pending: 0, IsProvisioned: true });
        }

        // The lists were written as JSON, and are read as such by the next account.
        await using var again = await SqliteAccount.OpenAsync(path, options);
        checks.That("stored list", (await again.DeviceRegistry.GetAsync(Lid))?.Devices.Count == 2);
        checks.That("stored group", (await again.Groups.FindAsync(Group))?.Participants.Count == 1);
        checks.That("stored secret", await again.MsgSecrets.FindAsync(new MsgSecretQuery(Group, Lid, "m")) is not null);
    }

    sealed class OwnCacheStore : ICacheStore
    {
        readonly Dictionary<(string, string), byte[]> _values = [];

        internal bool Has(string cacheNamespace, string key) => _values.ContainsKey((cacheNamespace, key));

        public ValueTask<byte[]?> GetAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default) =>
            new(_values.GetValueOrDefault((cacheNamespace, key)));

        public ValueTask SetAsync(string cacheNamespace, string key, ReadOnlyMemory<byte> value, TimeSpan? timeToLive, CancellationToken cancellationToken = default)
        {
            _values[(cacheNamespace, key)] = value.ToArray();
            return default;
        }

        public ValueTask DeleteAsync(string cacheNamespace, string key, CancellationToken cancellationToken = default)
        {
            _ = _values.Remove((cacheNamespace, key));
            return default;
        }

        public ValueTask ClearAsync(string cacheNamespace, CancellationToken cancellationToken = default)
        {
            _values.Clear();
            return default;
        }
    }
}
