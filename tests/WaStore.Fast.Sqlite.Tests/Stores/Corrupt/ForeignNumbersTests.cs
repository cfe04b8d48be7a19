using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Corrupt;

/// <summary>Numbers and types that no store wrote, where a careless answer would name another row or block a good one.</summary>
public sealed class ForeignNumbersTests : StoreTest
{
    [Theory]
    [InlineData("1099511627783")]
    [InlineData("'text'")]
    [InlineData("x'0102'")]
    public async Task The_greatest_pre_key_id_is_one_of_32_bits(string id)
    {
        await Store.StorePreKeyAsync(41, Sample.Blob(4, 1), uploaded: false);
        Put($"INSERT INTO prekeys(id, key) VALUES ({id}, x'01'); INSERT INTO signed_prekeys(id, record) VALUES ({id}, x'01')");

        Assert.Equal(41u, await Store.GetMaxPreKeyIdAsync());
        Assert.Empty(await Store.LoadAllSignedPreKeysAsync());
    }

    [Fact]
    public async Task An_account_of_more_than_32_bits_is_not_taken_for_another()
    {
        Put("INSERT INTO device SELECT 4294967297 AS id, " + string.Join(", ", Columns().Skip(1)) + " FROM device WHERE id = 1");

        Assert.Equal([1], (await Store.ListDevicesAsync()).Select(device => device.DeviceId));
        var refused = await Assert.ThrowsAsync<StoreException>(async () => await Store.Database.CreateAccountAsync(Sample.Keys(7)));
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.Single(await Store.ListDevicesAsync());
    }

    [Fact]
    public async Task A_received_token_replaces_what_is_none_whatever_its_time()
    {
        await Store.PutTcTokenAsync("j", new TcToken(Sample.Blob(4, 1), 100, 5));
        Put("UPDATE tc_tokens SET token = 'text'");

        await Store.StoreReceivedTcTokenAsync("j", Sample.Blob(4, 2), 50);

        var token = (await Store.GetTcTokenAsync("j"))!;
        Assert.Equal((50L, 5L), (token.TokenTimestamp, token.SenderTimestamp!.Value));
    }

    [Fact]
    public async Task A_mapping_whose_time_is_none_is_the_oldest_in_single_and_in_batch_reads()
    {
        await Store.PutLidMappingsAsync(Sample.Of(Sample.Mapping(1) with { PhoneNumber = "p" }, Sample.Mapping(2) with { PhoneNumber = "p" }));
        Put("UPDATE lid_pn_mapping SET updated_at = 'text' WHERE lid = 'lid1'");

        Assert.Equal("lid2", (await Store.GetPnMappingAsync("p"))!.Lid);
        Assert.Equal("lid2", (await Store.GetPnMappingsAsync(Sample.Of("p")))["p"].Lid);
    }

    [Fact]
    public async Task A_sent_message_that_is_no_blob_is_not_taken_and_stays()
    {
        await Store.StoreSentMessageAsync("c", "m", Sample.Blob(4, 1));
        Put("UPDATE sent_messages SET payload = 'text'");

        Assert.Null(await Store.TakeSentMessageAsync("c", "m"));
        Assert.Null(await Store.GetSentMessageAsync("c", "m"));
        using var witness = Witness();
        Assert.Equal(["text"], witness.QueryTexts("SELECT payload FROM sent_messages"));
    }

    IReadOnlyList<string> Columns()
    {
        using var witness = Witness();
        return witness.QueryTexts("SELECT name FROM pragma_table_info('device')");
    }

    void Put(string sql)
    {
        using var witness = Witness();
        witness.Execute(sql);
    }
}
