using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

static class SecretSamples
{
    public const string Chat = "12036300@g.us";
    public const string Sender = "100@lid";
    public const string Alternate = "15550000001@s.whatsapp.net";

    public static ReceivedMsgSecret Secret(string id, int seed = 1, MsgSecretClass kind = MsgSecretClass.Text, long time = 0) =>
        new(Chat, Sender, id, Harness.Key(seed).ToArray(), kind, time);

    public static MsgSecretQuery Query(string id, string? alternate = null) => new(Chat, Sender, id, alternate);

    public static async Task<int?> SeedOfAsync(this MsgSecrets secrets, string id, string? alternate = null) =>
        await secrets.FindAsync(Query(id, alternate)) is { } found ? found.Secret.AsSpan()[0] : null;

    public static ValueTask<StoredMsgSecret?> StoredAsync(this Bed bed, string id, string sender = Sender) => bed.Store.GetStoredMsgSecretAsync(Chat, sender, id);
}
