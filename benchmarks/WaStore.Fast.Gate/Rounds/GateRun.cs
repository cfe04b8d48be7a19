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
/// <param name="First">The first run; null where there is none.</param>
/// <param name="Second">The confirming run; null where none was needed.</param>
sealed record Judged(string Name, Judgement Judgement, Measured? First, Measured? Second);

/// <summary>What a run of the gate gave.</summary>
/// <param name="Benchmarks">The verdicts.</param>
/// <param name="Floor">The machine's own control, of the first run; null where not even that could be measured.</param>
/// <param name="Measuring">How long measuring took, without builds.</param>
sealed record GateResult(IReadOnlyList<Judged> Benchmarks, Estimate? Floor, TimeSpan Measuring);

/// <summary>Measures, measures again what is suspect, and judges.</summary>
sealed class GateRun(IProcessSource source, GatePlan plan, TimeProvider time, Action<string> say)
{
    /// <summary>How long the first run and both together may take. On a busy machine fewer launches fit, and the interval says what that costs.</summary>
    static readonly TimeSpan s_firstBudget = TimeSpan.FromSeconds(50);
    static readonly TimeSpan s_budget = TimeSpan.FromSeconds(88);

    /// <summary>Runs it.</summary>
    /// <exception cref="MeasurementException">The change's side failed: there is nothing to judge.</exception>
    internal async Task<GateResult> RunAsync(IReadOnlyList<string> benchmarks, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var measurement = new Measurement(source, plan.Cores, new Random(plan.Seed), say);
        Outcome first = await MeasureAsync(measurement, benchmarks, plan.Launches, done => time.GetElapsedTime(start) * (done + 1) / done <= s_firstBudget, cancellationToken).ConfigureAwait(false);
        Estimate? floor = EstimateOf(first, FloorBenchmark.FloorName);
        string[] suspects = [.. benchmarks.Where(name => EstimateOf(first, name) is { } estimate && Judge.IsSuspect(estimate, floor))];
        Outcome? second = suspects.Length == 0 ? null : await ConfirmAsync(measurement, first, floor, suspects, start, cancellationToken).ConfigureAwait(false);
        return new GateResult([.. benchmarks.Select(name => JudgeOne(name, first, floor, suspects.Contains(name) ? second : null))], floor, time.GetElapsedTime(start));
    }

    async Task<Outcome> MeasureAsync(Measurement measurement, IEnumerable<string> benchmarks, int launches, Func<int, bool> hasTime, CancellationToken cancellationToken)
    {
        Outcome outcome = await measurement.RunAsync([FloorBenchmark.FloorName, .. benchmarks], launches, plan.Rounds, hasTime, cancellationToken).ConfigureAwait(false);
        return outcome.Failed.FirstOrDefault(failure => failure.Value.Side == Side.Change) is { Key: { } name, Value: { } exception }
            ? throw new MeasurementException(Side.Change, $"{name}: {exception.Message}")
            : outcome;
    }

    Task<Outcome> ConfirmAsync(Measurement measurement, Outcome first, Estimate? floor, string[] suspects, long start, CancellationToken cancellationToken)
    {
        bool isNoisy = suspects.Any(name => Findings.Of(EstimateOf(first, name)!, floor) is Finding.Noisy or Finding.Wide);
        int launches = isNoisy ? plan.Launches * 2 : plan.Launches;
        say($"confirming {string.Join(", ", suspects)} in up to {launches} more launches");
        long since = time.GetTimestamp();
        return MeasureAsync(measurement, suspects, launches, done => time.GetElapsedTime(start) + (time.GetElapsedTime(since) / done) <= s_budget, cancellationToken);
    }

    Judged JudgeOne(string name, Outcome first, Estimate? floor, Outcome? second)
    {
        if (first.Failed.TryGetValue(name, out MeasurementException? failure) || (second?.Failed.TryGetValue(name, out failure) ?? false))
        {
            return new Judged(name, Judgement.Unknown($"the base could not be measured: {failure!.Message}"), null, null);
        }

        Measured one = first.Measured[name];
        if (second is null)
        {
            return new Judged(name, Judge.Settled(EstimateOf(first, name)!, floor), one, null);
        }

        Measured two = second.Measured[name];
        Judgement judgement = Judge.Confirmed(EstimateOf(first, name)!, EstimateOf(second, name)!, Estimate.Of(one.With(two), plan.Seed), EstimateOf(second, FloorBenchmark.FloorName));
        return new Judged(name, judgement, one, two);
    }

    Estimate? EstimateOf(Outcome outcome, string name) => outcome.Measured.TryGetValue(name, out Measured? measured) ? Estimate.Of(measured, plan.Seed) : null;
}
