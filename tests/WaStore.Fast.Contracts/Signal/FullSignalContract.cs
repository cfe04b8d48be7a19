using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Signal;

/// <summary>What only a backend that can search its addresses answers.</summary>
public abstract class FullSignalContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Theory]
    [InlineData("155@c.us.0", true)]
    [InlineData("155:33@c.us.0", true)]
    [InlineData("155@", true)]
    [InlineData("155:", true)]
    [InlineData("155", false)]
    [InlineData("1550@c.us.0", false)]
    [InlineData("15@c.us.0", false)]
    [InlineData("0155@c.us.0", false)]
    [InlineData("155.0:1@c.us.0", false)]
    public async Task Signal_state_of_a_user_is_told_by_the_exact_user_part(string address, bool expected)
    {
        Assert.False(await Store.HasSignalStateForUserAsync("155"));
        await Store.PutSessionAsync(address, Sample.Blob(4, 1));
        Assert.Equal(expected, await Store.HasSignalStateForUserAsync("155"));
        await Store.DeleteSessionAsync(address);

        await Store.PutIdentityAsync(address, Sample.Key(1));
        Assert.Equal(expected, await Store.HasSignalStateForUserAsync("155"));
        Assert.Equal(expected ? [address] : [], await Store.GetSignalAddressesAsync("155"));
    }

    [Theory]
    [InlineData("%", "1@lid.0")]
    [InlineData("_", "1@lid.0")]
    [InlineData("abc", "ABC@lid.0")]
    [InlineData("\u00e9", "\u00c9@lid.0")]
    [InlineData("*", "1@lid.0")]
    [InlineData("[1]", "1@lid.0")]
    [InlineData("1\0", "1@lid.0")]
    public async Task A_user_is_compared_byte_for_byte_never_as_a_pattern(string user, string stranger)
    {
        await Store.PutSessionAsync(stranger, Sample.Blob(4, 1));
        await Store.PutIdentityAsync(stranger, Sample.Key(1));
        Assert.False(await Store.HasSignalStateForUserAsync(user));
        Assert.Empty(await Store.GetSignalAddressesAsync(user));

        await Store.PutSessionAsync($"{user}:2@lid.0", Sample.Blob(4, 1));
        Assert.True(await Store.HasSignalStateForUserAsync(user));
        Assert.Equal([$"{user}:2@lid.0"], await Store.GetSignalAddressesAsync(user));
    }

    [Fact]
    public async Task The_empty_user_has_only_addresses_without_a_user()
    {
        await Store.PutSessionAsync("1@lid.0", Sample.Blob(4, 1));
        Assert.Empty(await Store.GetSignalAddressesAsync(""));

        await Store.PutSessionAsync("@lid.0", Sample.Blob(4, 1));
        Assert.Equal(["@lid.0"], await Store.GetSignalAddressesAsync(""));
    }

    [Fact]
    public async Task Addresses_of_a_user_come_from_sessions_and_identities_each_once()
    {
        await Store.PutSessionAsync("7@lid.0", Sample.Blob(4, 1));
        await Store.PutSessionAsync("7:1@lid.0", Sample.Blob(4, 1));
        await Store.PutSessionAsync("70@lid.0", Sample.Blob(4, 1));
        await Store.PutIdentityAsync("7:1@lid.0", Sample.Key(1));
        await Store.PutIdentityAsync("7:99@hosted.lid.0", Sample.Key(1));
        await Store.PutIdentityAsync("7@c.us.0", Sample.Key(1));
        await Store.PutSenderKeyAsync("7:5@lid.0", Sample.Blob(4, 1));

        var found = await Store.GetSignalAddressesAsync("7");
        Assert.Equal(["7:1@lid.0", "7:99@hosted.lid.0", "7@c.us.0", "7@lid.0"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_with_many_devices_is_answered_whole()
    {
        await Store.PutSessionsAsync(Sample.Many(1200, i => new RecordEntry($"7:{i}@lid.0", Sample.Blob(1, i))));

        Assert.Equal(1200, (await Store.GetSignalAddressesAsync("7")).Distinct().Count());
    }

    [Fact]
    public async Task A_pre_key_asked_twice_is_answered_once()
    {
        await Store.StorePreKeysAsync(new PreKeyEntry[] { new(1, Sample.Blob(4, 1)), new(2, Sample.Blob(4, 2)) }, uploaded: false);

        var found = await Store.LoadPreKeysAsync(Sample.Many(1200, i => (uint)(i % 2) + 1));
        Assert.Equal([1u, 2u], found.Select(entry => entry.Id).Order());
    }
}
