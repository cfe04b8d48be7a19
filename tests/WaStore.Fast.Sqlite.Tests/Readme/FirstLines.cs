using WaStore.Fast.Caching;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Readme;

/// <summary>The README's samples, as a bot author would type them. <see cref="ReadmeTests"/> holds the README to this text.</summary>
static class FirstLines
{
    internal static async Task OpenAndSendAsync(string file, Action<SendingStep> send, string chat, string messageId, ReadOnlyMemory<byte> payload)
    {
        // first lines
        await using var account = await SqliteAccount.OpenAsync(file);
        if (!account.Device.IsProvisioned)
        {
            // A storage core signs nothing: your Curve25519 library makes the keys.
            _ = await account.Device.ProvisionAsync(MyKeys.Create());
        }

        SignalAddress address = account.Signal.Addresses.Get("15550001@lid.0");
        using var checkout = await account.Signal.CheckoutSessionAsync(address);
        if (checkout.Record is { } session)
        {
            checkout.Commit(session.TakeSendingCounter(out SendingStep step));
            await account.SentMessages.KeepAsync(chat, messageId, payload);   // for a device that cannot read it and asks again
            await account.Signal.FlushBeforeSendAsync(checkout.Generation);   // completes at once for 63 of 64 messages; if it throws, do not send
            send(step);
        }
        // end
    }

    internal static async Task<byte[]?> OpenAndUseAsync(string file, ReadOnlyMemory<byte> record)
    {
        // the store alone
        await using SqliteStore store = await SqliteStore.OpenAsync(file);
        await store.PutSessionAsync("15550000001:2@lid.0", record);
        byte[]? session = await store.GetSessionAsync("15550000001:2@lid.0");
        IReadOnlyDictionary<string, byte[]> many = await store.GetSessionsAsync(new[] { "15550000001:2@lid.0", "15550000002@lid.0" });
        // end
        return many.Count == 1 ? session : null;
    }

    internal static async Task CommitAsync(SqliteStore store, string address, ReadOnlyMemory<byte> record, Key32 identityKey, string chat, string messageId, ReadOnlyMemory<byte> payload)
    {
        // one transaction
        var batch = new StoreBatch();
        batch.PutSession(address, record);
        batch.PutIdentity(address, identityKey);
        batch.StoreSentMessage(chat, messageId, payload);
        await store.CommitAsync(batch);   // one transaction
        // end
    }

    internal static async Task OpenOverOwnStoresAsync(SqliteDatabase database, IBackend myBackend, ICacheStore myRedis)
    {
        // other stores
        await using var mine = await Account.OpenAsync(myBackend);   // any IBackend; Backend.Combine makes one of five stores
        await using var second = await SqliteAccount.OpenAsync(database, deviceId: 2, new AccountOptions
        {
            Caches = new CacheConfig { CacheStores = CacheStores.All(myRedis), GroupCache = new(TimeSpan.FromMinutes(10), capacity: 1_000) },
            MsgSecrets = new MsgSecretOptions { Policy = MsgSecretPolicy.BotOnly },
        });
        // end
        Assert.NotSame(mine.Backend, second.Backend);
    }

    internal static async Task SendToGroupAsync(
        SqliteAccount<SessionRecord, SenderKeyRecord> account, string group, GroupInfo participants, OwnDevice own, string messageId, byte[] payload, ReceivedMsgSecret secret,
        Action<SignalAddress> encryptFor, Action<SenderKeyName> encryptMessage, Action send)
    {
        // a group send
        FanOutPlanner<SessionRecord, SenderKeyRecord> planner = FanOutPlanner.Create(account.FanOutParts);   // once for an account

        using var plan = await planner.PlanGroupAsync(group, participants, own);
        foreach (FanOutDevice target in plan.Targets)
        {
            encryptFor(target.Address);   // who needs the key, and our own other devices
        }

        encryptMessage(plan.SenderKeyName);
        await plan.BeforeSendAsync(messageId, payload);   // leases are durable; the message is kept for retries; if it throws, do not send
        send();
        plan.ReleaseSessions();
        await plan.AcknowledgedAsync(secret);   // after the server's ack: who got the key has it
        // end
    }
}
