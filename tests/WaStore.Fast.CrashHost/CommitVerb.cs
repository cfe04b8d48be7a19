using System.Diagnostics;
using System.Globalization;
using WaStore.Fast.Sqlite;
using WaStore.Fast.Stores;

namespace WaStore.Fast.CrashHost;

/// <summary>
/// <c>commit PATH WORKER MILLISECONDS</c>: commits one numbered batch after the other, each over several tables, counts them in the file too, and tells each number
/// once its commit is acknowledged.
/// </summary>
static class CommitVerb
{
    internal static async Task RunAsync(string[] arguments)
    {
        var (path, worker) = (arguments[0], arguments[1]);
        var length = TimeSpan.FromMilliseconds(long.Parse(arguments[2], CultureInfo.InvariantCulture));
        var options = Parent.Options();
        // Small enough that checkpoints meet the other process's commits.
        options.CheckpointThreshold = 64 << 10;
        options.WalBound = 256 << 10;
        await using var store = await SqliteStore.OpenAsync(path, options);
        await Parent.WaitForStartAsync();
        var clock = Stopwatch.StartNew();
        for (var number = 1; clock.Elapsed < length; number++)
        {
            await store.CommitAsync(BatchOf(worker, number));
            await Parent.TellAsync(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    static StoreBatch BatchOf(string worker, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{worker}.{number}");
        var record = new byte[900];
        BitConverter.TryWriteBytes(record, number);
        var batch = new StoreBatch { Synced = number % 16 == 0 };
        batch.PutSession(name, record);
        batch.PutSession($"{worker}.counter", record);
        batch.PutIdentity(name, new Key32(record.AsSpan(0, Key32.Length)));
        batch.PutSenderKey(name, record);
        batch.StoreSentMessage("chat", name, record);
        batch.StorePendingInbound("chat", "sender", name, record);
        return batch;
    }
}
