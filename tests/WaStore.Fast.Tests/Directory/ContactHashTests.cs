using WaStore.Fast.Caching;
using WaStore.Fast.Directories;

namespace WaStore.Fast.Tests.Directories;

/// <summary>Contacts by hash, whatever the cache holds (design.md 4).</summary>
public sealed class ContactHashTests
{
    [Theory]
    // Digests made with another implementation of MD5.
    [InlineData("5511999999999", "FR2A")]
    [InlineData("100000012345678", "en3D")]
    [InlineData("559980000001", "hrF2")]
    public void The_hash_is_three_bytes_of_a_digest(string user, string base64)
    {
        Assert.True(ContactHash.TryParse(base64, out var hash));
        Assert.Equal(hash, ContactHash.Of(user));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FR2")]
    [InlineData("FR2AFR2A")]
    [InlineData("F R2A!")]
    [InlineData("FQ==")]
    public void What_is_not_three_bytes_is_no_hash(string text) => Assert.False(ContactHash.TryParse(text, out _));

    [Fact]
    public async Task Every_stored_pair_is_found_by_either_sides_hash_also_when_it_is_not_cached()
    {
        await using var harness = await DirectoryHarness.CreateAsync(new CacheConfig { LidPnCache = new CacheEntryConfig(null, 10) });
        for (var i = 0; i < 500; i++)
        {
            await harness.StoreMappingAsync($"{1_000_000 + i}", $"{5_000_000 + i}");
        }

        await harness.StoreMappingAsync("odd", "even");
        await harness.LidPn.WarmUpAsync();
        Assert.Equal(10, harness.LidPn.LidCount);
        for (var i = 0; i < 500; i++)
        {
            Assert.Contains($"{1_000_000 + i}", harness.LidPn.ResolveContactHash(ContactHash.Of($"{1_000_000 + i}")));
            Assert.Contains($"{1_000_000 + i}", harness.LidPn.ResolveContactHash(ContactHash.Of($"{5_000_000 + i}")));
        }

        Assert.Contains("odd", harness.LidPn.ResolveContactHash(ContactHash.Of("even")));
        Assert.Empty(harness.LidPn.ResolveContactHash(ContactHash.Of("42")));
        Assert.InRange(harness.LidPn.ContactHashBytes, 1, 501 * 2 * 12 * 3);
    }

    [Fact]
    public async Task What_is_learnt_is_found_and_a_former_number_is_not()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(new LidPnPair("1", "11"), LearningSource.Usync);
        Assert.Equal(["1"], harness.LidPn.ResolveContactHash(ContactHash.Of("11")));

        _ = await harness.Learner.LearnAsync(new LidPnPair("1", "12"), LearningSource.Usync);
        Assert.Equal(["1"], harness.LidPn.ResolveContactHash(ContactHash.Of("12")));
        Assert.Equal(["1"], harness.LidPn.ResolveContactHash(ContactHash.Of("1")));
        Assert.Empty(harness.LidPn.ResolveContactHash(ContactHash.Of("11")));

        await harness.LidPn.ClearAsync();
        Assert.Empty(harness.LidPn.ResolveContactHash(ContactHash.Of("12")));
    }

    [Fact]
    public void Contacts_that_share_a_hash_are_all_named_and_removals_leave_the_others()
    {
        var (first, second) = Collision();
        var index = new ContactHashIndex();
        index.Add(first, "7");
        index.Add(second, "8");
        Assert.Equal([first, second], index.Find(ContactHash.Of(first)).Order(StringComparer.Ordinal));

        for (var i = 0; i < 1_000; i++)
        {
            index.Add(first, $"{1_000 + i}");
            index.RemovePhone(first, $"{1_000 + i}");
        }

        Assert.Equal(4, index.Count);
        Assert.InRange(index.Bytes, 1, 64 * 12);
        index.RemovePhone(second, second);
        Assert.Equal([first], index.Find(ContactHash.Of(first)));
    }

    [Fact]
    public async Task A_hash_names_the_contact_to_sync_and_one_that_does_not_resolve_drops_the_notified_user()
    {
        await using var harness = await DirectoryHarness.CreateAsync();
        _ = await harness.Learner.LearnAsync(new LidPnPair("100000012345678", "559980000001"), LearningSource.Usync);
        await harness.Registry.UpdateAsync(new[] { DirectoryHarness.List("100000012345678", 0, 1), DirectoryHarness.List("9", 0, 2) });

        Assert.Equal(["100000012345678"], await harness.Registry.ApplyHashOnlyAsync("9", "hrF2"));
        Assert.Null(await harness.Registry.GetAsync("100000012345678"));
        Assert.NotNull(await harness.Registry.GetAsync("9"));

        Assert.Empty(await harness.Registry.ApplyHashOnlyAsync("9", "AAAA"));
        Assert.Null(await harness.Registry.GetAsync("9"));
        Assert.Null(await harness.Store.GetDevicesAsync("9"));
        Assert.Empty(await harness.Registry.ApplyHashOnlyAsync("1@lid", "no hash"));
    }

    static (string First, string Second) Collision()
    {
        var seen = new Dictionary<int, string>();
        for (var i = 1_000_000; ; i++)
        {
            var user = $"{i}";
            if (!seen.TryAdd(ContactHash.Of(user), user))
            {
                return (seen[ContactHash.Of(user)], user);
            }
        }
    }
}
