using System.Globalization;
using WaStore.Fast.Benchmarks.Memory;

namespace WaStore.Fast.Benchmarks.Report;

/// <summary>What was measured in one run, and where.</summary>
/// <param name="Machine">The machine, the runtime and SQLite.</param>
/// <param name="Commit">The commit that was measured, and whether files were changed since.</param>
/// <param name="Date">The day.</param>
/// <param name="Benchmarks">By name: <c>Suite.Method[Parameter=value]</c>.</param>
/// <param name="Pairs">What was measured in turns, by <see cref="Pair.Key"/>.</param>
/// <param name="Accounts">What idle accounts take.</param>
/// <param name="Counts">The budgets, which are what was counted: by operation, by measure.</param>
sealed record Measurements(
    string Machine,
    string Commit,
    string Date,
    SortedDictionary<string, Measured> Benchmarks,
    SortedDictionary<string, Paired> Pairs,
    IReadOnlyList<MemoryFigure> Accounts,
    SortedDictionary<string, SortedDictionary<string, long>> Counts)
{
    /// <summary>Nothing but pairs.</summary>
    internal static Measurements Of(SortedDictionary<string, Paired> pairs) => new("", "", "", [], pairs, [], []);

    /// <summary>The benchmark of this name; null when it was not measured.</summary>
    internal Measured? Find(string name) => Benchmarks.GetValueOrDefault(name);

    /// <summary>The pair; null when it was not measured.</summary>
    internal Paired? Find(Pair pair) => Pairs.GetValueOrDefault(pair.Key);

    /// <summary>What was counted; null when it has no budget.</summary>
    internal double? Count(string operation, string measure) => Counts.TryGetValue(operation, out SortedDictionary<string, long>? counts) && counts.TryGetValue(measure, out long count) ? count : null;

    /// <summary>What one of so many idle accounts takes, in bytes; null when it was not measured.</summary>
    internal double? IdleAccount(AccountShape shape, int accounts) => Accounts.FirstOrDefault(figure => figure.Shape == shape && figure.Accounts == accounts)?.Idle;

    internal static string NameOf(string suite, string method, IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        string text = string.Join(", ", parameters.Select(static parameter => string.Create(CultureInfo.InvariantCulture, $"{parameter.Key}={parameter.Value}")));
        return text.Length == 0 ? $"{suite}.{method}" : $"{suite}.{method}[{text}]";
    }
}
