using System.Text.Json;
using WaStore.Fast.Gate.Budgets;
using WaStore.Fast.Gate.Reports;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Tests;

/// <summary>What people and programs are told.</summary>
public sealed class ReportTests
{
    static readonly Judged s_same = Judged("same", Verdict.Same, AllocationVerdict.Same, 1.01, "");
    static readonly Judged s_slower = Judged("slower", Verdict.Slower, AllocationVerdict.More, 1.25, "");
    static readonly Judged s_unknown = new("unknown", Judgement.Unknown("the base <has> no | such benchmark"), []);

    [Fact]
    public void A_table_for_people()
    {
        using var output = new StringWriter { NewLine = "\n" };

        ReportTable.Write(output, Report(s_same, s_slower, s_unknown));

        Assert.Equal(
            """
            benchmark  verdict  ratio  95 % interval  noise  base      bytes/op
            same       SAME     1.010  1.000-1.020    2.0 %  200.0 us  96
            slower     SLOWER   1.250  1.240-1.260    2.0 %  200.0 us  96 -> 120 MORE
            unknown    UNKNOWN  -      -              -      -         -
            (floor)             1.000  0.990-1.010    2.0 %

            UNKNOWN unknown: the base <has> no | such benchmark
            base 0123456789 (HEAD~1), change abcdefabcd with uncommitted changes, without 1 untracked files
            A processor (2 cores), Linux, .NET 10
            4 to 8 launches x 15 rounds, pinned to core 1, seed 7, measured in 31.4 s
            FAILED: slower is slower and allocates more

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void A_comment_for_a_pull_request()
    {
        Assert.Equal(
            """
            ### Speed gate: PASSED, BUT UNKNOWN: unknown

            | benchmark | verdict | ratio | 95 % interval | noise | base | bytes/op |
            | --- | --- | --- | --- | --- | --- | --- |
            | `same` | SAME | 1.010 | 1.000-1.020 | 2.0 % | 200.0 us | 96 |
            | `unknown` | **UNKNOWN** | - | - | - | - | - |
            | (floor) |  | 1.000 | 0.990-1.010 | 2.0 % |  |  |

            - **UNKNOWN** unknown: the base &#60;has&#62; no &#124; such benchmark

            <sub>base 0123456789 (HEAD~1), change abcdefabcd with uncommitted changes, without 1 untracked files<br>A processor (2 cores), Linux, .NET 10<br>4 launches x 15 rounds, pinned to core 1, seed 7, measured in 31.4 s</sub>

            """.ReplaceLineEndings("\n"),
            MarkdownReport.Of(Report(s_same, s_unknown)));
    }

    [Fact]
    public void The_headline_says_passed_only_where_all_is_known()
    {
        Assert.Equal("PASSED", Conclusion.Headline(Report(s_same)));
        Assert.Equal("PASSED, BUT UNKNOWN: unknown", Conclusion.Headline(Report(s_same, s_unknown)));
        Assert.Equal("FAILED: slower is slower and allocates more", Conclusion.Headline(Report(s_unknown, s_slower)));
    }

    [Fact]
    public void A_broken_budget_fails_and_is_named_where_kept_ones_are_counted()
    {
        GateReport report = Report(s_same) with
        {
            Budgets = [new BudgetLine("a flush", "rows", 64, 64, BudgetVerdict.Kept), new BudgetLine("a flush", "transactions", 1, 3, BudgetVerdict.Exceeded)],
        };
        using var output = new StringWriter { NewLine = "\n" };

        ReportTable.Write(output, report);

        Assert.Contains("\nExceeded    a flush  transactions  budget         1  count         3\n2 budgets: 1 kept, 1 exceeded\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\nFAILED: a budget is broken\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\n\n| budget of | measure |", MarkdownReport.Of(report), StringComparison.Ordinal);
        Assert.Contains("\n| a flush | transactions | 1 | 3 | Exceeded |\n\n2 budgets: 1 kept, 1 exceeded\n\n<sub>", MarkdownReport.Of(report), StringComparison.Ordinal);
        Assert.Equal("FAILED: slower is slower and allocates more, 2 budgets are broken", Conclusion.Headline(Report(s_slower) with { Budgets = [.. Enumerable.Repeat(report.Budgets[1], 2)] }));
    }

    [Fact]
    public void JSON_has_every_round_the_seed_the_machine_and_the_commits()
    {
        JsonElement report = JsonDocument.Parse(JsonSerializer.Serialize(Report(s_slower), ReportJson.Default.GateReport)).RootElement;

        Assert.Equal(2, report.GetProperty("schema").GetInt32());
        Assert.True(report.GetProperty("failed").GetBoolean());
        Assert.Equal("0123456789abcdef", report.GetProperty("base").GetString());
        Assert.Equal("A processor", report.GetProperty("machine").GetProperty("processor").GetString());
        Assert.Equal(7, report.GetProperty("plan").GetProperty("seed").GetInt32());
        JsonElement benchmark = report.GetProperty("benchmarks")[0];
        Assert.Equal("Slower", benchmark.GetProperty("judgement").GetProperty("time").GetString());
        JsonElement round = benchmark.GetProperty("runs")[0].GetProperty("launches")[0].GetProperty("rounds")[0];
        Assert.Equal("Base Control Change", round.GetProperty("order").GetString());
        Assert.Equal((8e6, 3840), (round.GetProperty("base").GetProperty("nanoseconds").GetDouble(), round.GetProperty("base").GetProperty("bytes").GetInt64()));
        Assert.False(round.TryGetProperty("changeLog", out _));
    }

    static Judged Judged(string name, Verdict time, AllocationVerdict allocation, double ratio, string reason)
    {
        var cost = new Cost(8e6, 3840);
        var estimate = new Estimate(new RatioInterval(ratio, ratio - 0.01, ratio + 0.01), new RatioInterval(1, 0.99, 1.02), new AllocationEstimate(96, 96, allocation == AllocationVerdict.More ? 120 : 96));
        var run = new Measured(name, 40, [.. Enumerable.Repeat(new Launch(1, [new Round("Base Control Change", cost, cost, cost)]), 4)]);
        return new Judged(name, new Judgement(time, allocation, reason, estimate), time == Verdict.Slower ? [run, run] : [run]);
    }

    static GateReport Report(params Judged[] benchmarks) => new()
    {
        Failed = benchmarks.Any(benchmark => benchmark.Judgement.Fails),
        Base = "0123456789abcdef",
        BaseChosenAs = "HEAD~1",
        Change = "abcdefabcdefabcd",
        ChangeHasUncommitted = true,
        Untracked = ["new file"],
        Machine = new Machine("Linux", ".NET 10", "X64", "A processor", 2),
        Plan = new GatePlan(6, 15, [1], 7),
        Seconds = 31.4,
        Floor = new Estimate(new RatioInterval(1, 0.99, 1.01), new RatioInterval(1, 0.99, 1.02), new AllocationEstimate(0, 0, 0)),
        Benchmarks = benchmarks,
        Budgets = [],
    };
}
