using WaStore.Fast.Sqlite.Tests.Goldens;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>Files that the reference wrote, through the API: every key of both accounts is answered as its own store answered it.</summary>
public sealed class GoldenAnswersTests
{
    [Theory]
    [InlineData(GoldenStage.Migration24)]
    [InlineData(GoldenStage.Migration23)]
    public async Task Every_key_is_answered_the_same(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        await using var database = await SqliteDatabase.OpenAsync(golden.StorePath);
        Assert.Equal([1, 2], golden.Accounts.Select(account => account.DeviceId));
        foreach (var account in golden.Accounts)
        {
            await GoldenAnswers.AssertAsync(database.Account(account.DeviceId), account);
        }

        Assert.Equal(0, database.Health.UndecodableVersions + database.Health.UndecodableDeviceLists + database.Health.UndecodableCertChains);
    }

    [Fact]
    public async Task An_account_is_listed_with_its_names()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        await using var store = await SqliteStore.OpenAsync(golden.StorePath);

        var listed = await store.ListDevicesAsync();

        Assert.Equal(
            golden.Accounts.Select(account => (account.DeviceId, account["device"].GetProperty("lid").GetString(), account["device"].GetProperty("pn").GetString(), account["device"].GetProperty("pushName").GetString())),
            listed.Select(device => (device.DeviceId, device.Lid, device.Pn, (string?)device.PushName)));
    }
}
