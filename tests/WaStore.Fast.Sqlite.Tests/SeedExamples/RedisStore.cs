using System.Collections.Concurrent;
using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.SeedExamples;

/// <summary>The server of a <see cref="RedisStore"/>: values by key.</summary>
sealed class RedisServer
{
    internal ConcurrentDictionary<string, byte[]> Values { get; } = new(StringComparer.Ordinal);
}

/// <summary>The seeds' example of a storage of one's own, the Signal state of it: the members without a default, and the list of a user's addresses, which the
/// move of sessions from a phone number to its LID needs.</summary>
sealed class RedisStore(RedisServer client) : ISignalStore
{
    const int DeviceId = 1;

    public async ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default) => await SetAsync("identity", address, key.ToArray());

    public async ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        await GetAsync("identity", address) is { } key ? new Key32(key) : null;

    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default) => DeleteAsync("identity", address);

    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default) => GetAsync("session", address);

    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => SetAsync("session", address, record);

    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default) => DeleteAsync("session", address);

    public ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default) =>
        new([.. Keys("session").Concat(Keys("identity")).Where(address => address.Split(':', '@')[0] == user).Distinct()]);

    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) => SetAsync("prekey", Text(id), record);

    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) => GetAsync("prekey", Text(id));

    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) => default;

    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) => DeleteAsync("prekey", Text(id));

    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) => new(Ids("prekey").DefaultIfEmpty().Max());

    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => SetAsync("signed", Text(id), record);

    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) => GetAsync("signed", Text(id));

    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        new([.. Ids("signed").Select(id => new PreKeyEntry(id, client.Values[Key("signed", Text(id))]))]);

    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) => DeleteAsync("signed", Text(id));

    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) => SetAsync("sender", name, record);

    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default) => GetAsync("sender", name);

    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default) => DeleteAsync("sender", name);

    static string Key(string kind, string key) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{DeviceId}:{key}");

    static string Text(uint id) => id.ToString(CultureInfo.InvariantCulture);

    async ValueTask<byte[]?> GetAsync(string kind, string key)
    {
        await Task.Yield();
        return client.Values.GetValueOrDefault(Key(kind, key));
    }

    async ValueTask SetAsync(string kind, string key, ReadOnlyMemory<byte> value)
    {
        await Task.Yield();
        client.Values[Key(kind, key)] = value.ToArray();
    }

    async ValueTask DeleteAsync(string kind, string key)
    {
        await Task.Yield();
        _ = client.Values.TryRemove(Key(kind, key), out _);
    }

    IEnumerable<string> Keys(string kind)
    {
        var prefix = Key(kind, "");
        return client.Values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..]);
    }

    IEnumerable<uint> Ids(string kind) => Keys(kind).Select(static id => uint.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));
}
