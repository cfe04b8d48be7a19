namespace WaStore.Fast.Benchmarks.Report;

/// <summary>The store beside hand-written P/Invoke on the same connection settings, and beside what is in use elsewhere, as its best users write it.</summary>
static class Comparisons
{
    /// <summary>Who is compared.</summary>
    internal static IReadOnlyList<string> Sides { get; } = ["WaStore.Fast", "Microsoft.Data.Sqlite, prepared", "Dapper", "EF Core"];

    internal static IReadOnlyList<Comparison> All { get; } = [.. Sessions(), .. Shapes()];

    /// <summary>What has to be measured in turns, all sides of a comparison together.</summary>
    internal static IEnumerable<Pair[]> TurnsOf(IEnumerable<Comparison> comparisons) => comparisons.Select(static comparison => comparison.Sides.OfType<Pair>().ToArray());

    static IEnumerable<Comparison> Sessions()
    {
        yield return AllSides("write 1 session, a transaction of its own", "SessionUpsertBenchmarks", "Rows=1");
        yield return AllSides("write 64 sessions in one call", "SessionUpsertBenchmarks", "Rows=64");
        yield return AllSides("write 1,000 sessions in one call", "SessionUpsertBenchmarks", "Rows=1000");
        yield return AllSides("read 1 session that is there", "SessionPointReadBenchmarks", "Hit=True");
        yield return AllSides("read 1 session that is not", "SessionPointReadBenchmarks", "Hit=False");
        yield return AllSides("read 64 sessions in one call, in place, in key order", "SessionInReadBenchmarks", "Ids=64, KeyOrder=True", "InPlace");
        yield return AllSides("read 1,000 in one call, in place, in key order", "SessionInReadBenchmarks", "Ids=1000, KeyOrder=True", "InPlace");
        yield return AllSides("read 1,000 in one call, in place, shuffled", "SessionInReadBenchmarks", "Ids=1000, KeyOrder=False", "InPlace");
        yield return OursAlone("read 1,000 into a dictionary, in key order", "SessionInReadBenchmarks", "Ids=1000, KeyOrder=True");
    }

    static IEnumerable<Comparison> Shapes()
    {
        yield return OursAlone("mutation MACs: read 200 by index", "MutationMacBenchmarks", "Macs=200", "Get");
        yield return OursAlone("mutation MACs: write 200", "MutationMacBenchmarks", "Macs=200", "Put");
        yield return OursAlone("mutation MACs: delete 200 and put them back", "MutationMacBenchmarks", "Macs=200", "Delete");
        yield return OursAlone("LID-PN warm-up of 5,000", "LidWarmUpBenchmarks", "Mappings=5000");
    }

    static Comparison AllSides(string work, string suite, string parameters, string ours = "Store") =>
        new(work, [.. new[] { ours, "MicrosoftDataSqlite", "Dapper", "EfCore" }.Select(method => new Pair($"{suite}.{method}[{parameters}]", $"{suite}.Floor[{parameters}]"))]);

    static Comparison OursAlone(string work, string suite, string parameters, string kind = "") =>
        new(work, new Pair($"{suite}.{kind}Store[{parameters}]", $"{suite}.{kind}Floor[{parameters}]"), null, null, null);
}
