using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Both directions, the conflict rule, and what the bounds never change (spec/caches.md 6.1 to 6.3, 6.7).</summary>
public sealed class LidPnCacheTests
{
    const string Lid = "100000012345678";
    const string Phone = "559980000001";

    [Fact]
    public async Task A_pair_is_found_from_both_sides()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.LidPn.AddAsync(new LidPnEntry(Lid, Phone, 5, LearningSource.Usync));

        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync(Lid));
        Assert.Equal(new LidPnEntry(Lid, Phone, 5, LearningSource.Usync), await harness.LidPn.GetAsync(new Jid(Lid, JidServers.HostedLid, 3)));
        Assert.Null(await harness.LidPn.GetAsync(new Jid(Lid, JidServers.Group)));
    }

    [Fact]
    public async Task The_newer_lid_of_a_number_wins_and_of_equal_ones_the_last()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        var cache = harness.LidPn;
        await cache.AddAsync(new LidPnEntry("1", Phone, 1_000, LearningSource.Other));
        await cache.AddAsync(new LidPnEntry("2", Phone, 2_000, LearningSource.Usync));
        Assert.Equal("2", await cache.GetLidAsync(Phone));

        await cache.AddAsync(new LidPnEntry("3", Phone, 1_500, LearningSource.Usync));
        Assert.Equal("2", await cache.GetLidAsync(Phone));
        Assert.Equal(Phone, await cache.GetPhoneNumberAsync("3"));

        await cache.AddAsync(new LidPnEntry("4", Phone, 2_000, LearningSource.Usync));
        Assert.Equal("4", await cache.GetLidAsync(Phone));
        Assert.Equal(Phone, await cache.GetPhoneNumberAsync("1"));
    }

    [Fact]
    public async Task A_number_whose_lid_has_another_number_leads_nowhere()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.LidPn.AddAsync(new LidPnEntry(Lid, Phone, 1, LearningSource.Usync));
        await harness.LidPn.AddAsync(new LidPnEntry(Lid, "2", 2, LearningSource.Usync));

        Assert.Null(await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync("2"));
        Assert.Equal("2", await harness.LidPn.GetPhoneNumberAsync(Lid));
    }

    [Fact]
    public async Task A_miss_is_read_once_from_either_side_and_absence_is_remembered()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
            Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync(Lid));
            Assert.Null(await harness.LidPn.GetLidAsync("7"));
            Assert.Null(await harness.LidPn.GetPhoneNumberAsync("7"));
        }

        Assert.Equal(2, harness.Steering.CountOf(nameof(IBackend.GetPnMappingAsync)));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetLidMappingAsync)));

        _ = await harness.Learner.LearnAsync(new LidPnPair("7", "77"), LearningSource.Usync);
        Assert.Equal("77", await harness.LidPn.GetPhoneNumberAsync("7"));
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_share_one_read_and_its_failure_is_not_remembered()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        var order = harness.Steering.Park(nameof(IBackend.GetPnMappingAsync));
        var asks = Enumerable.Range(0, 8).Select(_ => harness.LidPn.GetLidAsync(Phone).AsTask()).ToArray();
        await order.Reached;
        order.Fail(Signal.Cache.Steering.Down());
        foreach (var ask in asks)
        {
            _ = await Assert.ThrowsAsync<StoreException>(() => ask);
        }

        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetPnMappingAsync)));
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_read_before_a_pair_was_learnt_is_not_kept_over_it(bool isKnownBefore)
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        if (isKnownBefore)
        {
            await harness.StoreMappingAsync(Lid, "2");
        }

        var order = harness.Steering.Park(nameof(IBackend.GetLidMappingAsync), after: true);
        var ask = harness.LidPn.GetPhoneNumberAsync(Lid).AsTask();
        await order.Reached;
        _ = await harness.Learner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync);
        order.Release();
        _ = await ask;

        Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync(Lid));
    }

    [Fact]
    public async Task A_small_cache_answers_as_a_large_one()
    {
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { LidPnCache = new CacheEntryConfig(null, 16) });
        for (var i = 1; i <= 200; i++)
        {
            harness.Tick();
            _ = await harness.Learner.LearnAsync(new LidPnPair($"{1_000 + i}", $"{5_000 + i}"), LearningSource.Usync);
            Assert.InRange(harness.LidPn.LidCount, 1, 16);
        }

        for (var i = 1; i <= 200; i++)
        {
            Assert.Equal($"{5_000 + i}", await harness.LidPn.GetPhoneNumberAsync($"{1_000 + i}"));
            Assert.Equal($"{1_000 + i}", await harness.LidPn.GetLidAsync($"{5_000 + i}"));
        }

        Assert.InRange(harness.LidPn.LidCount, 1, 16);
    }

    [Fact]
    public async Task What_nobody_asks_for_is_read_anew_after_an_hour()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync(Lid, Phone);
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        harness.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        harness.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(1, harness.Steering.CountOf(nameof(IBackend.GetPnMappingAsync)));

        harness.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(2, harness.Steering.CountOf(nameof(IBackend.GetPnMappingAsync)));
    }

    [Theory]
    [InlineData("lid-user", "phone.user")]
    [InlineData("007", "7")]
    [InlineData("999999999999999999999", "über😀")]
    public async Task Users_that_are_no_decimals_work_as_well(string lid, string phone)
    {
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { LidPnCache = new CacheEntryConfig(null, 2) });
        _ = await harness.Learner.LearnAsync(new LidPnPair(lid, phone), LearningSource.Usync);
        Assert.Equal(phone, await harness.LidPn.GetPhoneNumberAsync(lid));
        Assert.Null(await harness.LidPn.GetPhoneNumberAsync("7"));

        for (var i = 1; i < 10; i++)
        {
            _ = await harness.Learner.LearnAsync(new LidPnPair($"{lid}{i}", $"{phone}{i}"), LearningSource.Usync);
        }

        Assert.Equal(lid, await harness.LidPn.GetLidAsync(phone));
        Assert.Equal(phone, await harness.LidPn.GetPhoneNumberAsync(lid));
    }

    [Fact]
    public async Task Texts_that_can_be_no_user_are_refused_and_never_looked_for()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        foreach (var hostile in new[] { "", "1@lid", "1:2", new string('9', 200), new string('\uD800', 1) })
        {
            var learning = await Assert.ThrowsAsync<StoreException>(() => harness.Learner.LearnAsync(new LidPnPair(hostile, Phone), LearningSource.Usync).AsTask());
            Assert.Equal(StoreErrorKind.Validation, learning.Kind);
            Assert.Equal(FastLearning.Refused, harness.Learner.LearnFast(new LidPnPair(Lid, hostile), LearningSource.Usync));
            Assert.Null(await harness.LidPn.GetLidAsync(hostile));
        }

        Assert.DoesNotContain(nameof(IBackend.GetPnMappingAsync), harness.Steering.Calls);
        Assert.DoesNotContain(nameof(IBackend.PutLidMappingsAsync), harness.Steering.Calls);
    }

    [Fact]
    public async Task A_warm_up_is_one_read_by_the_conflict_rule_and_a_clear_forgets_all()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        await harness.StoreMappingAsync("1", Phone, createdAt: 300, updatedAt: 300);
        await harness.StoreMappingAsync("2", Phone, createdAt: 100, updatedAt: 100);
        // A stale one, stored by a writer that puts the time down all the same.
        await harness.StoreMappingAsync("4", Phone, createdAt: 0, updatedAt: 900, source: "migration_sync_old");
        await harness.StoreMappingAsync("3", "33");
        // Learnt first of all, and again last.
        await harness.StoreMappingAsync("5", "55", createdAt: 50, updatedAt: 700);
        await harness.StoreMappingAsync("6", "55", createdAt: 600, updatedAt: 600);
        await harness.LidPn.WarmUpAsync();
        Assert.Equal((6, 3), (harness.LidPn.LidCount, harness.LidPn.PhoneCount));
        Assert.Equal(("1", "5"), (await harness.LidPn.GetLidAsync(Phone), await harness.LidPn.GetLidAsync("55")));
        Assert.Equal("33", await harness.LidPn.GetPhoneNumberAsync("3"));
        Assert.Equal([nameof(IBackend.GetAllLidMappingsAsync)], harness.Steering.Calls);

        await harness.LidPn.ClearAsync();
        Assert.Equal((0, 0), (harness.LidPn.LidCount, harness.LidPn.PhoneCount));
        Assert.Equal("33", await harness.LidPn.GetPhoneNumberAsync("3"));
    }

    [Fact]
    public async Task A_custom_store_holds_both_directions_and_is_a_miss_when_it_fails()
    {
        var store = new Caching.DictionaryCacheStore();
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { CacheStores = CacheStores.All(store) });
        _ = await harness.Learner.LearnAsync(new LidPnPair(Lid, Phone), LearningSource.Usync);
        harness.Open();
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(Phone, await harness.LidPn.GetPhoneNumberAsync(Lid));
        Assert.Equal(1, await store.CountAsync(CacheNamespaces.LidPnByLid));
        Assert.Equal(1, await store.CountAsync(CacheNamespaces.LidPnByPn));

        await store.SetAsync(CacheNamespaces.LidPnByPn, Phone, "{\"lid\":\"1@2\",\"phone_number\":null}"u8.ToArray(), null);
        Assert.Equal(Lid, await harness.LidPn.GetLidAsync(Phone));
        Assert.Equal(FastLearning.Learnt, harness.Learner.LearnFast(new LidPnPair(Lid, "2"), LearningSource.Usync));
        await harness.Learner.PersistPendingAsync();
        Assert.Equal("2", await harness.LidPn.GetPhoneNumberAsync(Lid));
        Assert.Null(await harness.LidPn.GetLidAsync(Phone));
    }
}
