using System.Globalization;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Proving;

/// <summary>How often the gate was right about one case.</summary>
sealed class ProofTally(IReadOnlyList<string> names)
{
    readonly Dictionary<string, List<Judgement>> _judgements = names.ToDictionary(name => name, _ => new List<Judgement>());
    readonly List<double> _seconds = [];

    internal void Add(GateResult result)
    {
        _seconds.Add(result.Measuring.TotalSeconds);
        foreach (Judged judged in result.Benchmarks)
        {
            _judgements[judged.Name].Add(judged.Judgement);
        }
    }

    /// <summary>Whether all that was injected was found, and nothing that was not.</summary>
    internal bool IsProven(ProofCase one, int runs) => _judgements.Values.All(judgements => one.IsCaught is null ? !judgements.Any(judgement => judgement.Fails) : judgements.Count(one.IsCaught) == runs);

    /// <summary>A line for each benchmark.</summary>
    internal IEnumerable<IReadOnlyList<string>> Lines(ProofCase one, int runs)
    {
        foreach ((string name, List<Judgement> judgements) in _judgements)
        {
            double[] ratios = [.. judgements.Where(judgement => judgement.Estimate is not null).Select(judgement => judgement.Estimate!.Change.Value)];
            yield return
            [
                one.Name,
                name,
                one.IsCaught is null ? "-" : $"{judgements.Count(one.IsCaught)}/{runs}",
                one.IsCaught is null ? $"{judgements.Count(judgement => judgement.Fails)}/{runs}" : "-",
                $"{judgements.Count(judgement => judgement.Time == Verdict.Unknown)}/{runs}",
                ratios.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{ratios.Min():0.000}-{ratios.Max():0.000}"),
                string.Create(CultureInfo.InvariantCulture, $"{_seconds.Min():0}-{_seconds.Max():0}"),
            ];
        }
    }
}
