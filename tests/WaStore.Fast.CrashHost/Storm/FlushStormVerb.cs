using System.Globalization;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>
/// <c>flushstorm PATH LIFE SEED quiet|crowded</c>: sends, ratchets, sets up, deletes and migrates through a Signal cache until it is killed. <c>quiet</c>: one task, and no
/// flush but its own, so that what is written together is flushed together. <c>crowded</c>: three tasks and the cache's worker, which flush for each other.
/// </summary>
static class FlushStormVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        var (path, life, seed) = (arguments[0], uint.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var isQuiet = arguments[3] == "quiet";
        var options = Parent.Options();
        // Small enough that checkpoints fall into the storm.
        options.CheckpointThreshold = 64 << 10;
        options.WalBound = 256 << 10;
        await using var store = await SqliteStore.OpenAsync(path, options);
        // A small cache, so that records are evicted and read again.
        var cacheOptions = (isQuiet ? SignalCaches.Quiet : new SignalCacheOptions { FlushWindow = TimeSpan.FromMilliseconds(2) }) with { MaxEntries = 4, MaxAbsences = 4, Stripes = 2 };
        var cache = await SignalCaches.OpenAsync(store, cacheOptions);
        await StormTelling.LivesAsync(cache.Incarnation);
        await Parent.WaitForStartAsync();

        var tasks = isQuiet ? 1 : 3;
        var storms = Enumerable.Range(0, tasks).Select(task => Task.Run(() => StormAsync(store, cache, life, seed, task, tasks)));
        await await Task.WhenAny(storms);
    }

    static async Task StormAsync(SqliteStore store, SignalStoreCache<SessionRecord, SenderKeyRecord> cache, uint life, int seed, int task, int tasks)
    {
        var random = new Random(seed + task);
        var numbers = new StormNumbers(life, task, tasks);
        var peers = Mine(StormKeys.Peers, task, tasks).Select(peer => new StormPeer(store, cache, numbers, random, peer)).ToArray();
        var groups = Mine(StormKeys.Groups, task, tasks).Select(group => new StormGroup(cache, numbers, random, group)).ToArray();
        while (true)
        {
            if (random.Next(3) == 0)
            {
                await groups[random.Next(groups.Length)].StepAsync();
            }
            else
            {
                await peers[random.Next(peers.Length)].StepAsync();
            }
        }
    }

    static IEnumerable<int> Mine(int count, int task, int tasks) => Enumerable.Range(0, count).Where(slot => slot % tasks == task);
}
