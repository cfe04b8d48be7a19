using WaStore.Fast.Stores;

namespace WaStore.Fast.Aot;

static class MessageChecks
{
    const string Chat = "120363000000000001@g.us";
    const string Sender = "100000000000001@lid";

    internal static async Task RunAsync(IBackend store, Checks checks)
    {
        await store.StoreSentMessageAsync(Chat, "1", Checks.Bytes(300, 1));
        checks.That(nameof(store.GetSentMessageAsync), (await store.GetSentMessageAsync(Chat, "1"))?.Length == 300);
        checks.That(nameof(store.TakeSentMessageAsync), (await store.TakeSentMessageAsync(Chat, "1"))?.Length == 300 && await store.TakeSentMessageAsync(Chat, "1") is null);
        checks.That(nameof(store.DeleteExpiredSentMessagesAsync), await store.DeleteExpiredSentMessagesAsync(long.MaxValue) == 0);

        await store.StorePendingInboundAsync(Chat, Sender, "1", Checks.Bytes(3, 1));
        await store.StorePendingInboundsAsync(new PendingInbound[] { new(Chat, Sender, "2", Checks.Bytes(3, 2)) });
        checks.That(nameof(store.GetPendingInboundAsync), (await store.GetPendingInboundAsync(Chat, Sender, "2"))?[0] == 2);
        await store.DeletePendingInboundAsync(Chat, Sender, "1");
        await store.DeletePendingInboundsAsync(new PendingInboundKey[] { new(Chat, Sender, "2") });
        checks.That(nameof(store.DeleteExpiredPendingInboundAsync), await store.DeleteExpiredPendingInboundAsync(long.MaxValue) == 0);

        await store.PutMsgSecretAsync(Chat, Sender, "1", Checks.Key(1));
        checks.That(nameof(store.PutMsgSecretsAsync), await store.PutMsgSecretsAsync(new MsgSecretEntry[] { new(Chat, Sender, "2", Checks.Key(2), 10, 9) }) == 1);
        checks.That(nameof(store.GetMsgSecretAsync), (await store.GetMsgSecretAsync(Chat, Sender, "1"))?.Length == 32);
        checks.That(nameof(store.GetMsgSecretWithTimestampAsync), (await store.GetMsgSecretWithTimestampAsync(Chat, Sender, "2"))?.MessageTimestamp == 9);
        checks.That(nameof(store.GetStoredMsgSecretAsync), (await store.GetStoredMsgSecretAsync(Chat, Sender, "2"))?.ExpiresAt == 10);
        checks.That(nameof(store.DeleteExpiredMsgSecretsAsync), await store.DeleteExpiredMsgSecretsAsync(10) == 1);
    }
}
