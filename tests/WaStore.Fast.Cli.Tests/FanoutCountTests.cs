using System.Text.Json;

namespace WaStore.Fast.Cli.Tests;

/// <summary>That a group send costs exactly what it should: statements, transactions, rows (performance.md, "cold group send").</summary>
public sealed class FanoutCountTests
{
    const int OwnOtherDevices = 2;
    static readonly string[] s_kinds = ["first", "cold", "warm"];

    // BEGIN and COMMIT, and where the commit is synced the PRAGMA before and the one after it.
    const int Commit = 2;
    const int SyncedCommit = 4;

    const int Lease = 64;

    [Theory]
    [InlineData(256, 2)]
    [InlineData(1, 1)]
    [InlineData(40, 10)]
    public async Task A_cold_send_reads_in_twelve_statements_and_writes_in_two_transactions(int participants, int devices)
    {
        var json = (await RunAsync($"--participants {participants} --devices {devices} --messages 3 --cold")).Json;

        var members = participants * devices;
        var all = members + OwnOtherDevices;
        // Group, mappings, device lists, sender key, its holders; then one view of sessions and identities, which are more than one chunk above 500.
        var reads = 5 + 3 + (2 * ((all + 499) / 500));
        var first = json.GetProperty("first").GetProperty("total");
        Assert.Equal(1, json.GetProperty("first").GetProperty("sends").GetInt32());
        AssertCounts(
            first,
            reads: reads,
            writes: SyncedCommit + (2 * all) + 2 + Commit + members + 1,
            transactions: 2,
            rowsRead: Directory(participants),
            rowsWritten: (2 * all) + 2 + members + 1);

        var cold = json.GetProperty("cold").GetProperty("total");
        Assert.Equal(3, json.GetProperty("cold").GetProperty("sends").GetInt32());
        Assert.InRange(reads, 1, 12);
        AssertCounts(
            cold,
            reads: 3 * reads,
            writes: 3 * (SyncedCommit + all + 2 + Commit + members + 1),
            transactions: 3 * 2,
            rowsRead: 3 * (Directory(participants) + (2 * all)),
            rowsWritten: 3 * (all + 2 + members + 1));
        // Sessions and identities of all and the sender key, looked for once and then found: at every device both, and the sender key.
        AssertCache(first, hits: (2 * all) + 1, misses: (2 * all) + 1, flushes: 2, gateWaits: 1);
        AssertCache(cold, hits: 3 * ((2 * all) + 1), misses: 3 * ((2 * all) + 1), flushes: 3 * 2, gateWaits: 3);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("warm").ValueKind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(1_000)]
    public async Task A_warm_send_reads_nothing_and_waits_only_where_a_lease_ends_whatever_the_group(int messages)
    {
        // The chains stand where the sends before left them: the first one, the cold ones in which the sender key is made anew, and 64 unmeasured ones.
        const int WarmUp = 64;
        var cold = Math.Min(5, messages);
        var isGated = Enumerable.Range(1 + WarmUp, messages).Select(senderKey => senderKey % Lease == 0 || (cold + senderKey) % Lease == 0).ToArray();
        var gates = isGated.Count(gated => gated);
        // The last message's secret, which came with the acknowledgement, and unless a lease ended with that message its chains.
        var flushes = gates + 1;
        var chains = gates + (isGated[^1] ? 0 : 1);
        foreach (var participants in new[] { 1, 100 })
        {
            var json = (await RunAsync($"--participants {participants} --messages {messages}")).Json;

            var warm = json.GetProperty("warm");
            Assert.Equal(messages, warm.GetProperty("sends").GetInt32());
            AssertCounts(
                warm.GetProperty("total"),
                reads: 0,
                // Each flush the two sessions and the sender key; and every message with its secret.
                writes: (gates * SyncedCommit) + Commit + (3 * chains) + (2 * messages),
                transactions: flushes,
                rowsRead: 0,
                rowsWritten: (3 * chains) + (2 * messages));
            // Two sessions, two identities, the sender key.
            AssertCache(warm.GetProperty("total"), hits: 5 * messages, misses: 0, flushes, gates);
            Assert.Equal(cold, json.GetProperty("cold").GetProperty("sends").GetInt32());
        }
    }

    [Fact]
    public async Task Bytes_to_the_log_are_whole_frames_and_times_are_ordered()
    {
        var json = (await RunAsync("--participants 20 --messages 50")).Json;

        foreach (var kind in s_kinds.Select(json.GetProperty))
        {
            var bytes = kind.GetProperty("total").GetProperty("walBytes").GetInt64();
            Assert.True(bytes > 0);
            Assert.Equal(0, bytes % (4096 + 24));
            var time = kind.GetProperty("microseconds");
            Assert.True(time.GetProperty("p50").GetDouble() > 0);
            Assert.True(time.GetProperty("p50").GetDouble() <= time.GetProperty("p99").GetDouble());
            Assert.True(time.GetProperty("p99").GetDouble() <= time.GetProperty("max").GetDouble());
        }
    }

    [Fact]
    public async Task A_warm_send_allocates_little_whatever_the_group()
    {
        var json = (await RunAsync("--participants 100 --messages 200")).Json;

        var allocated = json.GetProperty("warm").GetProperty("total").GetProperty("allocatedBytes").GetInt64() / 200;
        // Most of it are the records that moved on; the message and its secret wait in memory.
        Assert.InRange(allocated, 1, 6_144);
    }

    // The group, the mappings and the lists of the members and ourselves; and what the view says of itself.
    static long Directory(int participants) => 1 + (2 * (participants + 1)) + 1;

    static async Task<CliRun> RunAsync(string arguments)
    {
        var run = await CliRun.InProcessAsync(["fanout", "--json", .. arguments.Split(' ')]);
        Assert.Equal((0, ""), (run.Status, run.Error));
        return run;
    }

    static void AssertCounts(JsonElement total, long reads, long writes, long transactions, long rowsRead, long rowsWritten)
    {
        Assert.Equal(
            (reads, writes, transactions, rowsRead, rowsWritten),
            (Number("readExecutions"), Number("writeExecutions"), Number("transactions"), Number("rowsRead"), Number("rowsWritten")));

        long Number(string name) => total.GetProperty(name).GetInt64();
    }

    static void AssertCache(JsonElement total, long hits, long misses, long flushes, long gateWaits)
    {
        var cache = total.GetProperty("cache");
        Assert.Equal((hits, misses, flushes, gateWaits), (Number("hits"), Number("misses"), Number("flushes"), Number("gateWaits")));

        long Number(string name) => cache.GetProperty(name).GetInt64();
    }
}
