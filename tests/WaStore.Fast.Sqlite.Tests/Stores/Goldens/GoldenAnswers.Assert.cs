using System.Text.Json.Nodes;
using WaStore.Fast.Sqlite.Tests.Codecs;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

static partial class GoldenAnswers
{
    static readonly string[] s_batchReads = ["byLid", "byPhone", "deviceLists", "identities", "senderKeys", "sessions", "tcTokens", "macs"];

    /// <summary>Asks for every key of the account, one by one and in batches.</summary>
    internal static async Task AssertAsync(IStoreReads store, GoldenAccount account)
    {
        foreach (var answer in account.Answers.EnumerateObject().Where(answer => answer.Name != "deviceId"))
        {
            if (answer.Name == "device")
            {
                GoldenDeviceTests.AssertSame(answer.Value, (await store.LoadAsync())!);
                continue;
            }

            AssertSame(answer.Name, account, await AskAsync(store, answer.Name, account));
        }

        foreach (var name in s_batchReads)
        {
            AssertSame(name, account, await AskInOneAsync(store, name, account));
        }
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
