using WaStore.Fast.Caching;
using WaStore.Fast.CrashHost;
using WaStore.Fast.Directories;
using WaStore.Fast.Sqlite.Tests.Readme;
using WaStore.Fast.Sqlite.Tests.Stores;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.SeedExamples;

/// <summary>The usage examples of the documents that the project began with, as a user of this library writes them.</summary>
public sealed class SeedExamplesTests : IDisposable
{
    const string Lid = "100000012345678";
    const string Phone = "15550001111";
    const string Group = "120363000000000001@g.us";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Creating_a_store()
    {
        await using (SqliteStore store = await SqliteStore.OpenAsync(_folder.At("whatsapp.db")))
        {
            Assert.Equal(1, store.DeviceId);
        }

        await using (SqliteStore store = await SqliteStore.OpenForDeviceAsync(_folder.At("whatsapp.db"), 1))
        {
            Assert.Equal(1, store.DeviceId);
        }

        await using (SqliteStore store = await SqliteStore.OpenAsync("sqlite://" + _folder.At("db.sqlite")))
        {
            Assert.Equal(_folder.At("db.sqlite"), store.Database.Path);
        }
    }

    [Fact]
    public async Task A_bot_over_a_backend()
    {
        await using SqliteStore backend = await SqliteStore.OpenAsync(_folder.At("whatsapp.db"));
        await using (Bot bot = await Bot.Builder().WithBackend(backend).BuildAsync())
        {
            Assert.True(bot.Account.Device.IsProvisioned);

            // The store implements all domains, beside the bot.
            await backend.PutIdentityAsync("address@s.whatsapp.net", new Key32(new byte[32]));
            Key32? identity = await backend.LoadIdentityAsync("address@s.whatsapp.net");
            HashState version = await backend.GetVersionAsync("regular");
            IReadOnlyList<SenderKeyDevice> devices = await backend.GetSenderKeyDevicesAsync("group@g.us");
            Assert.True(await backend.ExistsAsync());
            DeviceRecord? device = await backend.LoadAsync();

            Assert.NotNull(identity);
            Assert.Equal(0u, version.Version);
            Assert.Empty(devices);
            Assert.Equal(bot.Account.Device.GetSnapshot().Row, device);
        }

        // The bot is gone, its backend is the caller's.
        Assert.True(await backend.ExistsAsync());
    }

    [Fact]
    public async Task A_storage_of_one_s_own()
    {
        var redis = new RedisServer();
        for (var next = 0u; next < 2; next++)
        {
            await using SqliteStore rest = await SqliteStore.OpenAsync(_folder.At("rest.db"));
            await using Bot bot = await Bot.Builder().WithBackend(Backend.Combine(new RedisStore(redis), rest, rest, rest, rest)).BuildAsync();

            // Nobody told Redis of a clean close, so the second life begins at the end of the lease.
            Assert.Equal((next * 64, next * 64), await Chains.SendAsync(bot.Account.Signal));
            Assert.Null(await rest.GetSessionAsync(Chains.Address.Text));
            _ = await bot.Account.LidPnLearner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync);
            Assert.NotNull(await rest.GetLidMappingAsync(Lid));
        }

        Assert.Equal(["sender:1:" + Chains.Name.Text, "session:1:" + Chains.Address.Text], redis.Values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_store_for_all_pluggable_caches()
    {
        var redis = new MyRedis();
        await using Bot bot = await BotWithAsync(new CacheConfig { CacheStores = CacheStores.All(redis) });
        await UseAsync(bot);

        Assert.Equal(
            [(CacheNamespaces.DeviceRegistry, Lid), (CacheNamespaces.Group, Group), (CacheNamespaces.LidPnByLid, Lid), (CacheNamespaces.LidPnByPn, Phone)],
            redis.Values.Keys.Order());
    }

    [Fact]
    public async Task A_store_and_bounds_for_one_cache()
    {
        var redis = new MyRedis();
        await using Bot bot = await BotWithAsync(new CacheConfig
        {
            GroupCache = new CacheEntryConfig(TimeSpan.FromMinutes(10), capacity: 1),
            CacheStores = new CacheStores { DeviceRegistryCache = redis },
        });
        await UseAsync(bot);
        _ = await bot.Account.Groups.GetAsync("2@g.us", static (_, _) => new(GroupAnswer.Of(Members())));

        Assert.Equal([(CacheNamespaces.DeviceRegistry, Lid)], redis.Values.Keys);
        Assert.Null(await bot.Account.Groups.FindAsync(Group));
        Assert.True(bot.Account.LidPn.IsLocal);
    }

    [Fact]
    public async Task The_default_account_has_its_caches_in_the_process()
    {
        await using Bot bot = await BotWithAsync(new CacheConfig());
        await UseAsync(bot);

        Assert.True(bot.Account.DeviceRegistry.IsLocal);
        Assert.Equal(1, bot.Account.LidPn.LidCount);
        Assert.Equal([Lid], bot.Account.LidPn.ResolveContactHash(ContactHash.Of(Phone)));
    }

    async Task<Bot> BotWithAsync(CacheConfig caches)
    {
        var database = await SqliteDatabase.OpenAsync(_folder.At("whatsapp.db"));
        return await Bot.Builder().WithBackend(database.Account(1)).WithCacheConfig(caches).BuildAsync();
    }

    static GroupInfo Members() => GroupInfo.Create([new GroupParticipant(new Jid(Lid, JidServers.Lid), new Jid(Phone, JidServers.PhoneNumber))], AddressingMode.Lid);

    // Everything goes through the caches twice: written, and found.
    static async Task UseAsync(Bot bot)
    {
        var account = bot.Account;
        _ = await account.LidPnLearner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync);
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord(Phone, [new DeviceInfo(0, null, false), new DeviceInfo(3, 1, false)], 1, null, null));
        Assert.Equal(2, (await account.DeviceRegistry.GetAsync(Lid))?.Devices.Count);
        var info = await account.Groups.GetAsync(Group, static (_, _) => new(GroupAnswer.Of(Members())));
        var devices = await account.GroupDevices.GetAsync(Group, info);
        Assert.Equal(2, devices.Devices.Count);
        Assert.Empty(devices.Missing);
    }
}
