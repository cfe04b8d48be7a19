using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Rounds;

/// <summary>How much is measured.</summary>
/// <param name="Launches">Sets of fresh processes.</param>
/// <param name="Rounds">Rounds in each.</param>
/// <param name="Cores">Where, one launch after the other; empty for anywhere.</param>
/// <param name="Seed">Of the orders and of the resampling.</param>
sealed record GatePlan(int Launches, int Rounds, IReadOnlyList<int> Cores, int Seed);

/// <summary>A benchmark's verdict with what it comes from.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Judgement">The verdict.</param>
/// <param name="Runs">The first run, the confirming one where it was needed, and the third where those two left it unknown; none where there was nothing to compare.</param>
sealed record Judged(string Name, Judgement Judgement, IReadOnlyList<Measured> Runs);

/// <summary>What a run of the gate gave.</summary>
/// <param name="Benchmarks">The verdicts.</param>
/// <param name="Floor">The machine's own control, of the first run; null where not even that could be measured.</param>
/// <param name="Measuring">How long measuring took, without builds.</param>
sealed record GateResult(IReadOnlyList<Judged> Benchmarks, Estimate? Floor, TimeSpan Measuring);

/// <summary>Measures, measures again what is suspect, once more what is unknown even then, and judges.</summary>
sealed class GateRun(IProcessSource source, GatePlan plan, TimeProvider time, Action<string> say)
{
    /// <summary>
    /// Two runs that contradict each other cannot say which of them is wrong: of 60 injected slowdowns of 15 % one stayed unknown for that. A third says it in either direction; a fourth would
    /// be asking until the answer pleases.
    /// </summary>
    const int MostRuns = 3;

    /// <summary>How long the first run and all together may take. On a busy machine fewer launches fit, and the interval says what that costs.</summary>
    static readonly TimeSpan s_firstBudget = TimeSpan.FromSeconds(50);
    static readonly TimeSpan s_budget = TimeSpan.FromSeconds(88);

    /// <summary>Runs it.</summary>
    /// <exception cref="MeasurementException">The change's side failed: there is nothing to judge.</exception>
    internal async Task<GateResult> RunAsync(IReadOnlyList<string> benchmarks, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var measurement = new Measurement(source, plan.Cores, new Random(plan.Seed), say);
        List<Outcome> runs = [await MeasureAsync(measurement, benchmarks, plan.Launches, done => time.GetElapsedTime(start) * (done + 1) / done <= s_firstBudget, cancellationToken).ConfigureAwait(false)];
        Estimate? floor = FloorOf(runs[0]);
        string[] suspects = [.. benchmarks.Where(name => EstimateOf(runs[0], name) is { } estimate && Judge.IsSuspect(estimate, floor))];
        bool isUnclear = suspects.Any(name => Findings.Of(EstimateOf(runs[0], name)!, floor) is Finding.Noisy or Finding.Wide);
        // What is suspect is always confirmed; what is unknown after that is measured once more where there is time for the launches that a run has at least.
        TimeSpan least = TimeSpan.Zero;
        while (suspects.Length > 0 && runs.Count < MostRuns && (runs.Count == 1 || time.GetElapsedTime(start) + least <= s_budget))
        {
            long since = time.GetTimestamp();
            // As many as before to confirm what is clear, twice as many where something is not, which after two runs nothing is.
            int launches = isUnclear || runs.Count > 1 ? plan.Launches * 2 : plan.Launches;
            say($"{(runs.Count == 1 ? "confirming" : "two runs leave open")} {string.Join(", ", suspects)}: up to {launches} more launches");
            runs.Add(await MeasureAsync(measurement, suspects, launches, done => time.GetElapsedTime(start) + (time.GetElapsedTime(since) / done) <= s_budget, cancellationToken).ConfigureAwait(false));
            suspects = [.. suspects.Where(name => runs[^1].Measured.ContainsKey(name) && JudgeOne(name, runs).Judgement.IsUnknown)];
            least = suspects.Length == 0 ? TimeSpan.Zero : time.GetElapsedTime(since) / runs[^1].Measured[suspects[0]].Launches.Count * Measurement.LeastLaunches;
        }

        return new GateResult([.. benchmarks.Select(name => JudgeOne(name, runs))], floor, time.GetElapsedTime(start));
    }

    async Task<Outcome> MeasureAsync(Measurement measurement, IEnumerable<string> benchmarks, int launches, Func<int, bool> hasTime, CancellationToken cancellationToken)
    {
        Outcome outcome = await measurement.RunAsync([FloorBenchmark.FloorName, .. benchmarks], launches, plan.Rounds, hasTime, cancellationToken).ConfigureAwait(false);
        return outcome.Failed.FirstOrDefault(failure => failure.Value.Side == Side.Change) is { Key: { } name, Value: { } exception }
            ? throw new MeasurementException(Side.Change, $"{name}: {exception.Message}")
            : outcome;
    }

    Judged JudgeOne(string name, List<Outcome> runs)
    {
        if (runs.Select(run => run.Failed.GetValueOrDefault(name)).FirstOrDefault(failure => failure is not null) is { } failure)
        {
            return new Judged(name, Judgement.Unknown($"the base could not be measured: {failure.Message}"), []);
        }

        Outcome[] with = [.. runs.Where(run => run.Measured.ContainsKey(name))];
        Measured[] measured = [.. with.Select(run => run.Measured[name])];
        Estimate[] estimates = [.. measured.Select(one => Estimate.Of(one, plan.Seed))];
        Judgement judgement = estimates is [var only]
            ? Judge.Settled(only, FloorOf(with[0]))
            : Judge.Confirmed(estimates, Estimate.Of(measured.Aggregate((all, one) => all.With(one)), plan.Seed), FloorOf(with[^1]));
        return new Judged(name, judgement, measured);
    }

    Estimate? FloorOf(Outcome outcome) => EstimateOf(outcome, FloorBenchmark.FloorName);

    Estimate? EstimateOf(Outcome outcome, string name) => outcome.Measured.TryGetValue(name, out Measured? measured) ? Estimate.Of(measured, plan.Seed) : null;
}
