using System.Globalization;
using WaStore.Fast.Benchmarks.Memory;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The bars. What is counted is exact: a budget that the build holds.</summary>
/// <remarks>
/// Where performance.md asks for no more than a count at least, or for independence of the size, and for a time as the aim (the generator, reopening, a warm send), the minimum in
/// time is ours: about where a user would notice.
/// </remarks>
static class Bars
{
    /// <summary>What the AOT program measures of itself.</summary>
    internal const string AotReopen = "AotReopens.OpenAndSend[Participants=8]";

    internal static IReadOnlyList<Bar> All { get; } = [.. Cache(), .. Flushes(), .. FlushBytes(), .. Store(), .. Sends(), .. Loads()];

    /// <summary>The suites whose times stand for themselves. What is a ratio is measured in turns (<see cref="TurnsOf"/>).</summary>
    internal static IReadOnlySet<string> Suites { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "SignalCacheLookupBenchmarks", "SignalCacheWriteBenchmarks", "ReopenBenchmarks", "GeneratorBenchmarks",
    };

    /// <summary>What has to be measured in turns, a bar's together with its floor's.</summary>
    internal static IEnumerable<Pair[]> TurnsOf(IEnumerable<Bar> bars) => bars.Select(static bar => (Pair[])[.. bar.Measure.Pairs, .. bar.Floor?.Measure.Pairs ?? []]);

    static IEnumerable<Bar> Cache()
    {
        yield return Nanoseconds("hit by interned key", 20, 5, "SignalCacheLookupBenchmarks.ByKey");
        yield return Nanoseconds("hit by text", 40, 20, "SignalCacheLookupBenchmarks.ByText");
        yield return new Bar("hits of 2 threads", "times those of one", 1.6, 1.95, TwoThreads("ByKey"), IsMoreBetter: true)
        {
            // Two processors of a virtual machine may be two threads of one core, and others may share it.
            Floor = new Bound("ConcurrentDictionary", TwoThreads("ConcurrentDictionary")),
        };
        yield return Count("hit by text", "bytes allocated", 0, "Signal cache: hit by text", "managedBytes");
        yield return Count("put", "bytes allocated", 0, "Signal cache: put", "managedBytes");
        yield return Nanoseconds("put", 100, 40, "SignalCacheWriteBenchmarks.Put");
        yield return Nanoseconds("checkout and commit", 100, 50, "SignalCacheWriteBenchmarks.CheckoutAndCommit");
        yield return Against("cold load of 1,000 sessions and identity keys", "C", 1.35, 1.15, "SignalCacheLoadBenchmarks.Cold", "SignalCacheLoadBenchmarks.C");
    }

    static IEnumerable<Bar> Flushes()
    {
        yield return PacedFlush(1, 1.2, 1.05);
        yield return PacedFlush(64, 1.2, 1.05);
        yield return PacedFlush(1000, 1.0, 0.6);
        yield return new Bar(
            "the same, p99", "p99 of C", 1.0, 0.55, Measure.RatioOfP99(new Pair("SignalCachePacedFlushBenchmarks.Flush[Rows=1000]", "SignalCachePacedFlushBenchmarks.C[Rows=1000]")));
        yield return OfRows("flush", "back to back", 1000, 1.15, 1.0, "SignalCacheFlushBenchmarks.Flush", "SignalCacheFlushBenchmarks.C");
    }

    static IEnumerable<Bar> FlushBytes()
    {
        yield return new Bar(
            "flush of 1,000", "bytes allocated per row beyond the first", 0, 0,
            Measure.Plain(static run => (run.Count("Signal cache: flush of 1000", "managedBytes") - run.Count("Signal cache: flush of 1", "managedBytes")) / 999));
    }

    static IEnumerable<Bar> Store()
    {
        foreach (int rows in (int[])[64, 256])
        {
            yield return OfRows("batch upsert", "in one call", rows, 1.3, 1.05, "SessionUpsertBenchmarks.Store", "SessionUpsertBenchmarks.C");
        }

        yield return Against("point read", "C, autocommit", 1.3, 1.0, "SessionPointReadBenchmarks.Store[Hit=True]", "SessionPointReadBenchmarks.C[Hit=True]");
        yield return Against("200 MACs by index", "C IN (200)", 1.2, 1.1, "MutationMacBenchmarks.GetStore[Macs=200]", "MutationMacBenchmarks.GetC[Macs=200]");
    }

    static IEnumerable<Bar> Sends()
    {
        yield return Count("64 warm group sends to 1,024 x 2", "rows read", 0, "Account: 64 warm sends to 1024 x 2", "rows");
        yield return Count("64 warm group sends to 1,024 x 2", "transactions, of the lease", 1, "Account: 64 warm sends to 1024 x 2", "transactions");
        yield return Count("cold group send to 256 x 2", "statement executions that read", 12, "Account: cold send to 256 x 2", "executionsOfThePlan");
        yield return Count("cold group send to 256 x 2", "transactions before the wire", 1, "Account: cold send to 256 x 2", "transactionsBeforeTheWire");
        yield return Count("cold group send to 256 x 2", "transactions in all", 2, "Account: cold send to 256 x 2", "transactions");
        yield return new Bar(
            "warm group send to 1,024 x 2", "times one to 8 x 2", 1.5, 1.1,
            Measure.Ratio(new Pair("WarmGroupSendBenchmarks.Send[Participants=1024]", "WarmGroupSendBenchmarks.Send[Participants=8]")));
        yield return new Bar("idle account, of 500 in one process, a file each", "KiB", 400, 150, Measure.Plain(static run => run.IdleAccount(AccountShape.FileEach, 500) / 1024.0));
        yield return new Bar("idle account, of 500 in one process, one file", "KiB", 400, 150, Measure.Plain(static run => run.IdleAccount(AccountShape.OneFile, 500) / 1024.0));
        yield return new Bar("open an account after a clean close, and send", "ms, NativeAOT", 10, 5, Measure.Plain(static run => run.Find(AotReopen)?.Median / 1e6));
        yield return new Bar("a whole run of the generator over our own interfaces", "ms", 100, 20, Measure.Plain(static run => run.Find("GeneratorBenchmarks.ColdRun")?.Median / 1e6));
    }

    static IEnumerable<Bar> Loads()
    {
        yield return Faster("Dapper", 5, 12);
        yield return Faster("MicrosoftDataSqliteLoop", 3, 7);
        // Both ways of asking: who is ahead of the faster one is ahead of the other.
        yield return Faster("EfCore", 10, 25);
        yield return Faster("EfCorePlain", 10, 25);
    }

    static Bar Nanoseconds(string work, double atLeast, double aim, string name) => new(work, "ns", atLeast, aim, Measure.Plain(run => run.Find(name)?.Median));

    static Bar Count(string work, string what, double atMost, string operation, string measure) => new(work, what, atMost, atMost, Measure.Plain(run => run.Count(operation, measure)));

    static Bar Against(string work, string against, double atLeast, double aim, string name, string than) => new(work, against, atLeast, aim, Measure.Ratio(new Pair(name, than)));

    static Bar OfRows(string work, string how, int rows, double atLeast, double aim, string name, string than) => Against(
        string.Create(CultureInfo.InvariantCulture, $"{work} of {rows:N0} {how}"), "C", atLeast, aim, $"{name}[Rows={rows}]", $"{than}[Rows={rows}]");

    static Bar PacedFlush(int rows, double atLeast, double aim) =>
        OfRows("flush", "every 25 ms", rows, atLeast, aim, "SignalCachePacedFlushBenchmarks.Flush", "SignalCachePacedFlushBenchmarks.C") with
        {
            Floor = new Bound("P/Invoke written by hand", Measure.Ratio(new Pair($"SignalCachePacedFlushBenchmarks.Floor[Rows={rows}]", $"SignalCachePacedFlushBenchmarks.C[Rows={rows}]"))),
        };

    static Bar Faster(string peer, double atLeast, double aim) => new(
        "load 1,000 sessions in one call", $"times as fast as {peer}", atLeast, aim, FasterThan(peer, "InPlace"), IsMoreBetter: true)
    {
        Floor = new Bound("C, with the same statement on the same SQLite,", FasterThan(peer, "C")),
    };

    static Measure FasterThan(string peer, string who) => Measure.Ratio(new Pair(InRead(peer), InRead(who)));

    static string InRead(string who) => $"SessionInReadBenchmarks.{who}[Ids=1000, KeyOrder=True]";

    static Measure TwoThreads(string what) => Measure.Throughput(new Pair($"SignalCacheReaderBenchmarks.{what}[Threads=2]", $"SignalCacheReaderBenchmarks.{what}[Threads=1]"), 2);
}
