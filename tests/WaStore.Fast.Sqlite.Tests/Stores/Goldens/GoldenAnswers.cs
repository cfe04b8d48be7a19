using System.Text.Json;
using System.Text.Json.Nodes;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>Asks a store what a golden account was asked, and writes the answers down as `expected.json` does.</summary>
static partial class GoldenAnswers
{
    /// <summary>The answers under one name of the account.</summary>
    internal static async Task<JsonNode?> AskAsync(IStoreReads store, string name, GoldenAccount account) => name switch
    {
        "allLidMappingsSorted" => Array((await store.GetAllLidMappingsAsync()).OrderBy(mapping => mapping.Lid, StringComparer.Ordinal).Select(Mapping)),
        "allSignedPrekeysSorted" => Array((await store.LoadAllSignedPreKeysAsync()).OrderBy(entry => entry.Id).Select(PreKey)),
        "byLid" => await ByKey(account[name], async lid => Mapping(await store.GetLidMappingAsync(lid))),
        "byPhone" => await ByKey(account[name], async phone => Mapping(await store.GetPnMappingAsync(phone))),
        "deviceLists" => await ByKey(account[name], async user => DeviceList(await store.GetDevicesAsync(user))),
        "exists" => await store.ExistsAsync(),
        "groupMetadata" => await ByKey(account[name], async group => Bytes(await store.GetGroupMetadataAsync(group))),
        "hasSession" => await ByKey(account[name], async address => await store.HasSessionAsync(address)),
        "hasSignalStateForUser" => await ByKey(account[name], async user => await store.HasSignalStateForUserAsync(user)),
        "identities" => await ByKey(account[name], async address => Bytes((await store.LoadIdentityAsync(address))?.ToArray())),
        "latestSyncKeyId" => Bytes(await store.GetLatestSyncKeyIdAsync()),
        "macs" => await ByKey(account[name], collection => ByKey(
            account[name].GetProperty(collection), async index => Bytes(await store.GetMutationMacAsync(collection, new Key32(Convert.FromBase64String(index)))))),
        "maxPrekeyId" => await store.GetMaxPreKeyIdAsync(),
        "msgSecrets" => Array(await Task.WhenAll(Triples(account.Keys, name).Select(async key => (JsonNode?)MsgSecret(key, await store.GetMsgSecretWithTimestampAsync(key[0], key[1], key[2]))))),
        "pendingInbound" => Array(await Task.WhenAll(Triples(account.Keys, name).Select(async key =>
            (JsonNode?)new JsonArray(key[0], key[1], key[2], Bytes(await store.GetPendingInboundAsync(key[0], key[1], key[2])))))),
        "prekeys" => await ByKey(account[name], async id => Bytes(await store.LoadPreKeyAsync(Id(id)))),
        "prekeysBatchSorted" => Array((await store.LoadPreKeysAsync(Ids(account.Keys.GetProperty("prekeys")))).OrderBy(entry => entry.Id).Select(PreKey)),
        "sameBaseKey" => Array(await Task.WhenAll(Triples(account.Keys, "baseKeys").Select(async key =>
            (JsonNode?)new JsonArray(key[0], key[1], key[2], await store.HasSameBaseKeyAsync(key[0], key[1], Convert.FromBase64String(key[2])))))),
        "senderKeyDevicesSorted" => await ByKey(account[name], async group =>
            Array((await store.GetSenderKeyDevicesAsync(group)).OrderBy(device => device.DeviceJid, StringComparer.Ordinal).Select(device => new JsonArray(device.DeviceJid, device.HasKey)))),
        "senderKeys" => await ByKey(account[name], async key => Bytes(await store.GetSenderKeyAsync(key))),
        "sessions" => await ByKey(account[name], async address => Bytes(await store.GetSessionAsync(address))),
        "signedPrekeys" => await ByKey(account[name], async id => Bytes(await store.LoadSignedPreKeyAsync(Id(id)))),
        "syncKeys" => await ByKey(account[name], async id => SyncKey(await store.GetSyncKeyAsync(Convert.FromBase64String(id)))),
        "tcTokenJidsSorted" => Array((await store.GetAllTcTokenJidsAsync()).Order(StringComparer.Ordinal).Select(jid => (JsonNode?)jid)),
        "tcTokens" => await ByKey(account[name], async jid => TcToken(await store.GetTcTokenAsync(jid))),
        "versions" => await ByKey(account[name], async collection => Version(await store.GetVersionAsync(collection))),
        _ => throw new NotSupportedException($"{name} is not asked"),
    };

    /// <summary>The same answers through the batch reads, where there is one.</summary>
    internal static async Task<JsonNode?> AskInOneAsync(IStoreReads store, string name, GoldenAccount account) => name switch
    {
        "byLid" => Found(account[name], await store.GetLidMappingsAsync(Names(account[name])), Mapping),
        "byPhone" => Found(account[name], await store.GetPnMappingsAsync(Names(account[name])), Mapping),
        "deviceLists" => Found(account[name], await store.GetDeviceListsAsync(Names(account[name])), DeviceList),
        "identities" => Found(account[name], (await store.LoadIdentitiesAsync(Names(account[name]))).ToDictionary(entry => entry.Key, entry => entry.Value.ToArray()), Bytes),
        "senderKeys" => Found(account[name], await store.GetSenderKeysAsync(Names(account[name])), Bytes),
        "sessions" => Found(account[name], await store.GetSessionsAsync(Names(account[name])), Bytes),
        "tcTokens" => Found(account[name], await store.GetTcTokensAsync(Names(account[name])), TcToken),
        "macs" => await ByKey(account[name], async collection => Found(
            account[name].GetProperty(collection),
            (await store.GetMutationMacsAsync(collection, Names(account[name].GetProperty(collection)).Select(index => new Key32(Convert.FromBase64String(index))).ToArray()))
                .ToDictionary(entry => Convert.ToBase64String(entry.Key.AsSpan()), entry => entry.Value),
            Bytes)),
        _ => throw new NotSupportedException($"{name} has no batch read"),
    };

    static async Task<JsonNode?> ByKey(JsonElement asked, Func<string, Task<JsonNode?>> ask)
    {
        var answers = new JsonObject();
        foreach (var question in asked.EnumerateObject())
        {
            answers[question.Name] = await ask(question.Name);
        }

        return answers;
    }

    static JsonObject Found<T>(JsonElement asked, IReadOnlyDictionary<string, T> found, Func<T?, JsonNode?> write)
        where T : class
    {
        Assert.Subset(Names(asked).ToHashSet(), found.Keys.ToHashSet());
        return new JsonObject(Names(asked).Select(name => KeyValuePair.Create(name, write(found.GetValueOrDefault(name)))));
    }

    static string[] Names(JsonElement asked) => [.. asked.EnumerateObject().Select(question => question.Name)];

    // Of a table that the stage did not have, nothing was asked.
    static IEnumerable<string[]> Triples(JsonElement keys, string name) =>
        keys.Find(name)?.EnumerateArray().Select(key => key.EnumerateArray().Select(part => part.GetString()!).ToArray()) ?? [];

    static uint Id(string text) => uint.Parse(text, provider: null);

    static uint[] Ids(JsonElement ids) => [.. ids.EnumerateArray().Select(id => id.GetUInt32())];

    static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    static JsonNode? Bytes(byte[]? bytes) => bytes is null ? null : Convert.ToBase64String(bytes);

    static JsonNode PreKey(PreKeyEntry entry) => new JsonArray(entry.Id, Convert.ToBase64String(entry.Record.Span));

    static JsonArray MsgSecret(string[] key, MsgSecretWithTimestamp? stored) =>
        new(key[0], key[1], key[2], Bytes(stored?.Secret), stored is { } found ? (JsonNode)found.MessageTimestamp : null);

    static JsonObject? Mapping(LidPnMapping? mapping) => mapping is null ? null : new()
    {
        ["createdAt"] = mapping.CreatedAt,
        ["learningSource"] = mapping.LearningSource,
        ["lid"] = mapping.Lid,
        ["phoneNumber"] = mapping.PhoneNumber,
        ["updatedAt"] = mapping.UpdatedAt,
    };

    static JsonObject? DeviceList(DeviceListRecord? list) => list is null ? null : new()
    {
        ["devices"] = Array(list.Devices.Select(device => new JsonObject { ["deviceId"] = device.DeviceId, ["isHosted"] = device.IsHosted, ["keyIndex"] = device.KeyIndex })),
        ["phash"] = list.Phash,
        ["rawId"] = list.RawId,
        ["timestamp"] = list.Timestamp,
        ["user"] = list.User,
    };

    static JsonObject? SyncKey(AppStateSyncKey? key) => key is null ? null : new()
    {
        ["fingerprint"] = Convert.ToBase64String(key.Fingerprint.Span),
        ["keyData"] = Convert.ToBase64String(key.KeyData.Span),
        ["timestamp"] = key.Timestamp,
    };

    static JsonObject? TcToken(TcToken? token) => token is null ? null : new()
    {
        ["senderTimestamp"] = token.SenderTimestamp,
        ["token"] = Convert.ToBase64String(token.Token.Span),
        ["tokenTimestamp"] = token.TokenTimestamp,
    };

    static JsonObject Version(HashState state) => new()
    {
        ["hash"] = Convert.ToBase64String(state.Hash.Span),
        ["indexValueMap"] = new JsonObject(state.IndexValueMap.Select(entry => KeyValuePair.Create(entry.Key, Bytes(entry.Value.ToArray())))),
        ["macMismatchFatal"] = state.MacMismatchFatal,
        ["version"] = state.Version,
    };
}
