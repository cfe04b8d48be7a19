using System.Globalization;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.CrashHost;

/// <summary>
/// <c>own PATH ACCOUNT</c>: opens the account's Signal cache and says <c>owned</c>, or <c>refused</c> and why. Then does as it is told in lines: <c>send</c> answers the counters
/// of a message, <c>close</c> closes cache and file, <c>leave</c> closes the file and not the cache.
/// </summary>
static class OwnVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        var store = await SqliteStore.OpenForDeviceAsync(arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), Parent.Options());
        await using var closing = store;
        SignalStoreCache<SessionRecord, SenderKeyRecord> cache;
        try
        {
            cache = await SignalStoreCache.OpenAsync(store);
        }
        catch (StoreException refused)
        {
            await Parent.TellAsync($"refused {refused.Kind} {refused.Message}");
            return;
        }

        await Parent.TellAsync("owned");
        while (await Console.In.ReadLineAsync() is { } line and not "leave")
        {
            if (line == "close")
            {
                await cache.DisposeAsync();
                break;
            }

            var (session, senderKey) = await Chains.SendAsync(cache);
            await Parent.TellAsync(string.Create(CultureInfo.InvariantCulture, $"{session} {senderKey}"));
        }

        await store.DisposeAsync();
        await Parent.TellAsync("closed");
    }
}
