using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>One random call, made on the store and on the model.</summary>
static class StoreModelSteps
{
    static readonly Func<Random, IBackend, StoreModel, Task<string>>[] s_steps =
        [PutSession, DeleteSessions, PutIdentities, Commit, PreKeys, Patch, Mapping, Token, Sent, Secrets, Lists, GroupDevices, Sweep];

    internal static Task<string> RunAsync(Random random, IBackend store, StoreModel model) => s_steps[random.Next(s_steps.Length)](random, store, model);

    static string Name(Random random) => StoreModel.Names[random.Next(StoreModel.Names.Length)];

    static byte[] Blob(Random random) => Sample.Blob(random.Next(40), random.Next());

    static async Task<string> PutSession(Random random, IBackend store, StoreModel model)
    {
        var (name, blob) = (Name(random), Blob(random));
        await store.PutSessionAsync(name, blob);
        model.Sessions[name] = blob;
        return $"a put of session '{name}'";
    }

    static async Task<string> DeleteSessions(Random random, IBackend store, StoreModel model)
    {
        var names = Sample.Many(random.Next(4), _ => Name(random));
        await store.DeleteSessionsAsync(names);
        Array.ForEach(names, name => model.Sessions.Remove(name));
        return "a delete of sessions";
    }

    static async Task<string> PutIdentities(Random random, IBackend store, StoreModel model)
    {
        var entries = Sample.Many(random.Next(4), _ => new IdentityEntry(Name(random), Sample.Key(random.Next())));
        await store.PutIdentitiesAsync(entries);
        Array.ForEach(entries, entry => model.Identities[entry.Address] = entry.Key);
        return "a put of identities";
    }

    static async Task<string> Commit(Random random, IBackend store, StoreModel model)
    {
        var fails = random.Next(5) == 0;
        var batch = new StoreBatch { Synced = random.Next(10) == 0 };
        var changes = new List<Action>();
        for (var i = random.Next(6); i > 0; i--)
        {
            var (name, blob, key) = (Name(random), Blob(random), Sample.Key(random.Next()));
            switch (random.Next(6))
            {
                case 0: batch.PutSession(name, blob); changes.Add(() => model.Sessions[name] = blob); break;
                case 1: batch.DeleteSession(name); changes.Add(() => model.Sessions.Remove(name)); break;
                case 2: batch.PutIdentity(name, key); changes.Add(() => model.Identities[name] = key); break;
                case 3: batch.DeleteIdentity(name); changes.Add(() => model.Identities.Remove(name)); break;
                case 4: batch.PutSenderKey(name, blob); changes.Add(() => model.SenderKeys[name] = blob); break;
                default: batch.DeleteSenderKey(name); changes.Add(() => model.SenderKeys.Remove(name)); break;
            }
        }

        if (fails)
        {
            batch.Add((_, _) => throw new InvalidDataException());
            await Assert.ThrowsAsync<InvalidDataException>(async () => await store.CommitAsync(batch));
            return "a batch that failed";
        }

        await store.CommitAsync(batch);
        changes.ForEach(change => change());
        return "a batch";
    }

    static async Task<string> PreKeys(Random random, IBackend store, StoreModel model)
    {
        var ids = Sample.Many(random.Next(4), _ => (uint)random.Next(StoreModel.Keys));
        switch (random.Next(3))
        {
            case 0:
                await store.RemovePreKeysAsync(ids);
                Array.ForEach(ids, id => model.PreKeys.Remove(id));
                return "a removal of pre-keys";
            case 1:
                await store.MarkPreKeysUploadedAsync(ids);
                return "a marking of pre-keys";
            default:
                var entries = ids.Select(id => new PreKeyEntry(id, Blob(random))).ToArray();
                await store.StorePreKeysAsync(entries, uploaded: random.Next(2) == 0);
                Array.ForEach(entries, entry => model.PreKeys[entry.Id] = entry.Record.ToArray());
                return "pre-keys";
        }
    }

    static async Task<string> Patch(Random random, IBackend store, StoreModel model)
    {
        var name = Name(random);
        if (random.Next(8) == 0)
        {
            await store.DeleteVersionAsync(name);
            _ = model.Versions.Remove(name);
            foreach (var mac in model.Macs.Keys.Where(mac => mac.Name == name).ToList())
            {
                _ = model.Macs.Remove(mac);
            }

            return $"a deletion of collection '{name}'";
        }

        var state = Sample.State(random.Next(100));
        var removed = Sample.Many(random.Next(3), _ => Sample.Key(random.Next(StoreModel.Keys)));
        var added = Sample.Many(random.Next(3), _ => new MutationMac(Sample.Key(random.Next(StoreModel.Keys)), Blob(random)));
        await store.CommitPatchAsync(name, state, removed, added);
        Array.ForEach(removed, index => model.Macs.Remove((name, index)));
        Array.ForEach(added, mac => model.Macs[(name, mac.IndexMac)] = mac.ValueMac.ToArray());
        model.Versions[name] = state;
        return $"a patch of '{name}'";
    }

    static async Task<string> Mapping(Random random, IBackend store, StoreModel model)
    {
        var mapping = new LidPnMapping(Name(random), Name(random), random.Next(100), random.Next(100), "usync");
        await store.PutLidMappingAsync(mapping);
        model.Mappings[mapping.Lid] = model.Mappings.TryGetValue(mapping.Lid, out var stored) ? mapping with { CreatedAt = stored.CreatedAt } : mapping;
        return $"a mapping of '{mapping.Lid}'";
    }

    static async Task<string> Token(Random random, IBackend store, StoreModel model)
    {
        var (jid, blob, time) = (Name(random), Blob(random), random.Next(100));
        var stored = model.Tokens.GetValueOrDefault(jid);
        switch (random.Next(4))
        {
            case 0:
                await store.TouchTcTokenSenderTimestampAsync(jid, time);
                model.Tokens[jid] = TcToken.Touch(stored, time);
                return $"a touch of '{jid}'";
            case 1:
                await store.StoreReceivedTcTokenAsync(jid, blob, time);
                model.Tokens[jid] = TcToken.Receive(stored, blob, time) ?? stored!;
                return $"a received token of '{jid}'";
            case 2:
                model.Tokens[jid] = new TcToken(blob, time, random.Next(2) == 0 ? null : random.Next(100));
                await store.PutTcTokenAsync(jid, model.Tokens[jid]);
                return $"a put token of '{jid}'";
            default:
                var (token, sender) = (random.Next(100), random.Next(100));
                var expired = model.Tokens.Where(entry => entry.Value.IsExpired(token, sender)).Select(entry => entry.Key).ToList();
                Assert.Equal(expired.Count, await store.DeleteExpiredTcTokensAsync(token, sender));
                expired.ForEach(old => model.Tokens.Remove(old));
                return $"a sweep of tokens at {token}, {sender}";
        }
    }

    static async Task<string> Sent(Random random, IBackend store, StoreModel model)
    {
        var (chat, id, blob) = (Name(random), Name(random), Blob(random));
        if (random.Next(3) == 0)
        {
            var taken = await store.TakeSentMessageAsync(chat, id);
            Assert.Equal(model.Sent.Remove((chat, id), out var sent) ? sent.Payload : null, taken);
            return "a taken message";
        }

        await store.StoreSentMessageAsync(chat, id, blob);
        model.Sent[(chat, id)] = (blob, model.Now);
        return "a sent message";
    }

    static async Task<string> Secrets(Random random, IBackend store, StoreModel model)
    {
        var entries = Sample.Many(random.Next(4), _ => new MsgSecretEntry("c", "s", Name(random), Sample.Key(random.Next()), random.Next(3) * 50, random.Next(100)));
        Assert.Equal(entries.Length, await store.PutMsgSecretsAsync(entries));
        foreach (var entry in entries)
        {
            model.Secrets[entry.MsgId] = model.Secrets.TryGetValue(entry.MsgId, out var old)
                ? new StoredMsgSecret(entry.Secret, Math.Max(old.MessageTimestamp, entry.MessageTimestamp), old.ExpiresAt == 0 || entry.ExpiresAt == 0 ? 0 : Math.Max(old.ExpiresAt, entry.ExpiresAt))
                : new StoredMsgSecret(entry.Secret, entry.MessageTimestamp, entry.ExpiresAt);
        }

        return "message secrets";
    }

    static async Task<string> Lists(Random random, IBackend store, StoreModel model)
    {
        var lists = Sample.Many(random.Next(3), _ => Sample.DeviceList(Name(random), random.Next(1_000)) with { Phash = random.Next(2) == 0 ? null : "p", RawId = random.Next(2) == 0 ? null : uint.MaxValue });
        await store.UpdateDeviceListsAsync(lists);
        Array.ForEach(lists, list => model.Lists[list.User] = list);
        return "device lists";
    }

    static async Task<string> GroupDevices(Random random, IBackend store, StoreModel model)
    {
        var (group, device) = (Name(random), Name(random));
        switch (random.Next(5))
        {
            case 0:
                await store.ClearSenderKeyDevicesAsync(group);
                Remove(model, row => row.Group == group);
                return $"a clearing of group '{group}'";
            case 1:
                await store.DeleteSenderKeyDeviceRowsAsync(new[] { device });
                Remove(model, row => row.Device == device);
                return $"a removal of device '{device}'";
            default:
                var rows = Sample.Many(random.Next(4), _ => new SenderKeyDevice(Name(random), random.Next(2) == 0));
                await store.SetSenderKeyStatusAsync(group, rows);
                Array.ForEach(rows, row => model.Devices[(group, row.DeviceJid)] = row.HasKey);
                return $"devices of group '{group}'";
        }
    }

    static async Task<string> Sweep(Random random, IBackend store, StoreModel model)
    {
        var (sent, secret) = (model.Now - random.Next(200), random.Next(120));
        var report = await store.MaintainAsync(new MaintenancePolicy { SentMessageCutoff = sent, MsgSecretCutoff = secret });
        var oldMessages = model.Sent.Where(row => row.Value.At < sent).Select(row => row.Key).ToList();
        var oldSecrets = model.Secrets.Where(row => row.Value.ExpiresAt != 0 && row.Value.ExpiresAt <= secret).Select(row => row.Key).ToList();
        Assert.Equal(new MaintenanceReport(oldMessages.Count, 0, 0, oldSecrets.Count, 0), report);
        oldMessages.ForEach(key => model.Sent.Remove(key));
        oldSecrets.ForEach(key => model.Secrets.Remove(key));
        return "a sweep";
    }

    static void Remove(StoreModel model, Func<(string Group, string Device), bool> where)
    {
        foreach (var key in model.Devices.Keys.Where(where).ToList())
        {
            _ = model.Devices.Remove(key);
        }
    }
}
