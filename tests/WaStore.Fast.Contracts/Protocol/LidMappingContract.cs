using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

public abstract class LidMappingContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Absent_mappings_are_null()
    {
        Assert.Null(await Store.GetLidMappingAsync("lid1"));
        Assert.Null(await Store.GetPnMappingAsync("pn1"));
        Assert.Empty(await Store.GetAllLidMappingsAsync());
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(1_700_000_000L, 1_700_000_001L)]
    [InlineData(4_102_444_800L, 4_102_444_801L)]
    [InlineData(-1L, long.MaxValue)]
    public async Task A_mapping_is_found_from_both_sides(long createdAt, long updatedAt)
    {
        var mapping = new LidPnMapping("lid1", "pn1", createdAt, updatedAt, "peer_pn_message");
        await Store.PutLidMappingAsync(mapping);

        Assert.Equal(mapping, await Store.GetLidMappingAsync("lid1"));
        Assert.Equal(mapping, await Store.GetPnMappingAsync("pn1"));
        Assert.Null(await Store.GetLidMappingAsync("pn1"));
        Assert.Null(await Store.GetPnMappingAsync("lid1"));
        Assert.Equal([mapping], await Store.GetAllLidMappingsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_replaces_all_but_the_creation_time(bool batch)
    {
        await Put(batch, new LidPnMapping("lid1", "pn1", 100, 200, "usync"));
        await Put(batch, new LidPnMapping("lid1", "pn2", 150, 120, "pairing"));

        Assert.Equal(new LidPnMapping("lid1", "pn2", 100, 120, "pairing"), await Store.GetLidMappingAsync("lid1"));
        Assert.Equal(new LidPnMapping("lid1", "pn2", 100, 120, "pairing"), await Store.GetPnMappingAsync("pn2"));
        Assert.Null(await Store.GetPnMappingAsync("pn1"));
    }

    [Fact]
    public async Task Of_several_lids_the_one_updated_last_is_the_phone_s()
    {
        await Store.PutLidMappingAsync(new LidPnMapping("lid1", "pn", 1, 500, "usync"));
        await Store.PutLidMappingAsync(new LidPnMapping("lid2", "pn", 1, 900, "usync"));
        await Store.PutLidMappingAsync(new LidPnMapping("lid3", "pn", 1, 700, "usync"));

        Assert.Equal("lid2", (await Store.GetPnMappingAsync("pn"))!.Lid);
        Assert.Equal("lid2", (await Store.GetPnMappingsAsync(Sample.Of("pn", "other")))["pn"].Lid);
    }

    [Fact]
    public async Task Of_several_lids_updated_at_once_the_one_stored_first_is_the_phone_s()
    {
        await Store.PutLidMappingsAsync(Sample.Many(5, i => new LidPnMapping($"lid{9 - i}", "pn", i, 500, "usync")));
        Assert.Equal("lid9", (await Store.GetPnMappingAsync("pn"))!.Lid);

        // Storing it again replaces the row in place; it stays the first.
        await Store.PutLidMappingAsync(new LidPnMapping("lid9", "pn", 1, 500, "other"));
        Assert.Equal("lid9", (await Store.GetPnMappingAsync("pn"))!.Lid);
        Assert.Equal("lid9", (await Store.GetPnMappingsAsync(Sample.Of("pn", "pn")))["pn"].Lid);
    }

    [Theory]
    [MemberData(nameof(ListSizes.WithLargest), MemberType = typeof(ListSizes))]
    public async Task Mappings_in_any_number_go_in_and_come_back(int size)
    {
        var mappings = Sample.Many(size, Sample.Mapping);
        await Store.PutLidMappingsAsync(mappings);

        var byLid = await Store.GetLidMappingsAsync(mappings.Select(mapping => mapping.Lid).ToArray());
        Assert.Equal(size, byLid.Count);
        Assert.All(mappings, mapping => Assert.Equal(mapping, byLid[mapping.Lid]));

        // A backend without an index on the phone scans for each, so of the largest list only some are asked.
        var some = mappings.Take(1000).ToList();
        var byPn = await Store.GetPnMappingsAsync(some.Select(mapping => mapping.PhoneNumber).ToArray());
        Assert.Equal(some.Count, byPn.Count);
        Assert.All(some, mapping => Assert.Equal(mapping, byPn[mapping.PhoneNumber]));
        Assert.Equal(mappings.ToHashSet(), (await Store.GetAllLidMappingsAsync()).ToHashSet());
    }

    [Fact]
    public async Task Of_one_lid_twice_in_a_batch_the_last_wins_and_the_first_creation_time_stays()
    {
        await Store.PutLidMappingsAsync(Sample.Of(new LidPnMapping("lid1", "pn1", 10, 20, "usync"), new LidPnMapping("lid1", "pn2", 30, 40, "pairing")));

        Assert.Equal([new LidPnMapping("lid1", "pn2", 10, 40, "pairing")], await Store.GetAllLidMappingsAsync());
    }

    [Fact]
    public async Task A_batch_read_names_only_what_exists_and_once()
    {
        await Store.PutLidMappingAsync(Sample.Mapping(1));

        Assert.Equal("lid1", Assert.Single(await Store.GetLidMappingsAsync(Sample.Many(1200, i => i % 2 == 0 ? "lid1" : $"m{i}"))).Key);
        Assert.Equal("pn1", Assert.Single(await Store.GetPnMappingsAsync(Sample.Many(1200, i => i % 2 == 0 ? "pn1" : $"m{i}"))).Key);
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_a_lid_a_phone_and_a_source(string name)
    {
        var key = HostileKeys.Get(name);
        await Store.PutLidMappingsAsync(HostileKeys.All.Where(other => other != key).Select(other => new LidPnMapping(other, other, 1, 1, other)).ToArray());
        Assert.Null(await Store.GetLidMappingAsync(key));
        Assert.Null(await Store.GetPnMappingAsync(key));

        var mapping = new LidPnMapping(key, key, 5, 6, key);
        await Store.PutLidMappingAsync(mapping);
        Assert.Equal(mapping, await Store.GetLidMappingAsync(key));
        Assert.Equal(mapping, (await Store.GetPnMappingsAsync(Sample.Of(key)))[key]);
    }

    ValueTask Put(bool batch, LidPnMapping mapping) => batch ? Store.PutLidMappingsAsync(Sample.Of(mapping)) : Store.PutLidMappingAsync(mapping);
}
