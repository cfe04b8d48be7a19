using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>One account as plain dictionaries, over a handful of keys so that calls meet.</summary>
sealed class StoreModel(FakeTime clock)
{
    internal const int Keys = 6;

    internal static string[] Names { get; } = ["u@lid.0", "u:1@lid.0", "u1@lid.0", "U@lid.0", "\u00e9:2@c.us.0", ""];

    internal Dictionary<string, byte[]> Sessions { get; } = [];

    internal Dictionary<string, Key32> Identities { get; } = [];

    internal Dictionary<string, byte[]> SenderKeys { get; } = [];

    internal Dictionary<uint, byte[]> PreKeys { get; } = [];

    internal Dictionary<string, HashState> Versions { get; } = [];

    internal Dictionary<(string Name, Key32 Index), byte[]> Macs { get; } = [];

    internal Dictionary<string, LidPnMapping> Mappings { get; } = [];

    internal Dictionary<string, TcToken> Tokens { get; } = [];

    internal Dictionary<(string Chat, string Id), (byte[] Payload, long At)> Sent { get; } = [];

    internal Dictionary<string, StoredMsgSecret> Secrets { get; } = [];

    internal Dictionary<string, DeviceListRecord> Lists { get; } = [];

    internal Dictionary<(string Group, string Device), bool> Devices { get; } = [];

    internal long Now => clock.Seconds;

    /// <summary>What the store answers otherwise than the model, or null. The full comparison reads everything, the other one a sample of each kind.</summary>
    internal async Task<string?> CompareAsync(IBackend store, bool full)
    {
        var name = Names[(int)(Now % Keys)];
        foreach (var address in full ? Names : [name])
        {
            if (!Same(Sessions.GetValueOrDefault(address), await store.GetSessionAsync(address))
                || !Same(SenderKeys.GetValueOrDefault(address), await store.GetSenderKeyAsync(address))
                || (Identities.TryGetValue(address, out var identity) ? identity : (Key32?)null) != await store.LoadIdentityAsync(address)
                || Sessions.ContainsKey(address) != await store.HasSessionAsync(address))
            {
                return $"Signal state of '{address}'";
            }

            if (Versions.GetValueOrDefault(address) is var version && !Equals(version, await store.TryGetVersionAsync(address)))
            {
                return $"version of '{address}'";
            }

            if (!Equals(Tokens.GetValueOrDefault(address), await store.GetTcTokenAsync(address)) || !Equals(Lists.GetValueOrDefault(address), await store.GetDevicesAsync(address)))
            {
                return $"token or devices of '{address}'";
            }

            if ((Secrets.TryGetValue(address, out var secret) ? secret : (StoredMsgSecret?)null) != await store.GetStoredMsgSecretAsync("c", "s", address))
            {
                return $"secret of '{address}'";
            }
        }

        return full ? await CompareAllAsync(store) : null;
    }

    async Task<string?> CompareAllAsync(IBackend store)
    {
        await using var view = await store.OpenSnapshotAsync();
        if ((await view.GetSessionsAsync(Names)).Count != Sessions.Count || (await view.LoadIdentitiesAsync(Names)).Count != Identities.Count)
        {
            return "the number of sessions or identities";
        }

        var user = Sessions.Keys.Concat(Identities.Keys).Where(address => address.StartsWith("u@", StringComparison.Ordinal) || address.StartsWith("u:", StringComparison.Ordinal)).ToHashSet();
        if (!user.SetEquals(await view.GetSignalAddressesAsync("u")) || user.Count > 0 != await view.HasSignalStateForUserAsync("u"))
        {
            return "the addresses of a user";
        }

        if (PreKeys.Keys.DefaultIfEmpty().Max() != await view.GetMaxPreKeyIdAsync()
            || !PreKeys.OrderBy(entry => entry.Key).Select(entry => new PreKeyEntry(entry.Key, entry.Value)).SequenceEqual((await view.LoadPreKeysAsync(Sample.Many(Keys, i => (uint)i))).OrderBy(entry => entry.Id)))
        {
            return "pre-keys";
        }

        foreach (var collection in Names)
        {
            var expected = Macs.Where(mac => mac.Key.Name == collection).ToDictionary(mac => mac.Key.Index, mac => mac.Value);
            var actual = await view.GetMutationMacsAsync(collection, Sample.Many(Keys, Sample.Key));
            if (expected.Count != actual.Count || expected.Any(mac => !Same(mac.Value, actual.GetValueOrDefault(mac.Key))))
            {
                return $"MACs of '{collection}'";
            }

            var devices = Devices.Where(device => device.Key.Group == collection).Select(device => new SenderKeyDevice(device.Key.Device, device.Value)).ToHashSet();
            if (!devices.SetEquals(await view.GetSenderKeyDevicesAsync(collection)))
            {
                return $"devices of group '{collection}'";
            }

            foreach (var id in Names)
            {
                if (!Same(Sent.TryGetValue((collection, id), out var sent) ? sent.Payload : null, await view.GetSentMessageAsync(collection, id)))
                {
                    return $"sent message '{collection}' '{id}'";
                }
            }
        }

        var mappings = await view.GetAllLidMappingsAsync();
        return Mappings.Values.ToHashSet().SetEquals(mappings) ? null : "LID mappings";
    }

    static bool Same(byte[]? expected, byte[]? actual) => expected is null == actual is null && expected.AsSpan().SequenceEqual(actual);
}
