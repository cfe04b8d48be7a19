using System.Text.Json.Nodes;
using WaStore.Fast.Sqlite.Tests.Codecs;
using WaStore.Fast.Sqlite.Tests.Goldens;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>Files that the reference wrote, through the API: every key of both accounts is answered as its own store answered it.</summary>
public sealed class GoldenAnswersTests
{
    static readonly string[] s_batchReads = ["byLid", "byPhone", "deviceLists", "identities", "senderKeys", "sessions", "tcTokens", "macs"];

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
            var store = database.Account(account.DeviceId);
            foreach (var answer in account.Answers.EnumerateObject().Where(answer => answer.Name != "deviceId"))
            {
                if (answer.Name == "device")
                {
                    GoldenDeviceTests.AssertSame(answer.Value, (await store.LoadAsync())!);
                    continue;
                }

                AssertSame(answer.Name, account, await GoldenAnswers.AskAsync(store, answer.Name, account));
            }

            foreach (var name in s_batchReads)
            {
                AssertSame(name, account, await GoldenAnswers.AskInOneAsync(store, name, account));
            }
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

    static void AssertSame(string name, GoldenAccount account, JsonNode? actual)
    {
        var expected = JsonNode.Parse(account[name].GetRawText());
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{name} of account {account.DeviceId}: {FirstDifference(expected, actual)}");
    }

    static string FirstDifference(JsonNode? expected, JsonNode? actual)
    {
        if (expected is JsonObject left && actual is JsonObject right)
        {
            var key = left.Select(entry => entry.Key).FirstOrDefault(key => !JsonNode.DeepEquals(left[key], right[key]));
            return key is null ? "more keys than asked" : $"{key}: {FirstDifference(left[key], right[key])}";
        }

        return $"expected {expected?.ToJsonString()}, answered {actual?.ToJsonString()}";
    }
}
