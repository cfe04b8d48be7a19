using WaStore.Fast.Gate.Protocol;
using WaStore.Fast.Gate.Repository;
using WaStore.Fast.Gate.Rounds;
using WaStore.Fast.Gate.Statistics;

namespace WaStore.Fast.Gate.Commands;

/// <summary>Both programs, built and asked for their benchmarks.</summary>
/// <param name="Base">The base's; null where there is none that could be measured.</param>
/// <param name="Change">The change's.</param>
/// <param name="Comparable">The benchmarks that both have.</param>
/// <param name="Incomparable">The others, with the reason.</param>
sealed record BuiltSides(MeasuredProgram? Base, MeasuredProgram Change, IReadOnlyList<string> Comparable, IReadOnlyList<Judged> Incomparable)
{
    /// <summary>Builds them. What is wrong with the base makes benchmarks unknown; what is wrong with the change ends the run.</summary>
    /// <exception cref="GateException">The change does not build, has no gate, or has no benchmark of that name.</exception>
    internal static async Task<BuiltSides> BuildAsync(Sides sides, string[] filter, Action<string> say, CancellationToken cancellationToken)
    {
        (MeasuredProgram change, IReadOnlyList<string> names) = await BuildChangeAsync(sides, filter, say, cancellationToken).ConfigureAwait(false);
        MeasuredProgram? basis = null;
        IReadOnlyList<string> had = [];
        string? missing = null;
        try
        {
            say("building the base");
            basis = new MeasuredProgram(await BuiltProgram.BuildAsync(sides.BaseFolder!, sides.Project, cancellationToken).ConfigureAwait(false));
            had = await NamesAsync(Side.Base, basis, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is BuildException or MeasurementException)
        {
            missing = $"the base cannot be measured: {exception.Message}";
            say(missing);
        }

        IEnumerable<Judged> incomparable = names.Where(name => !had.Contains(name)).Select(name => Unknown(name, missing ?? "the base has no such benchmark"))
            .Concat(had.Where(name => !names.Contains(name) && Matches(name, filter)).Select(name => Unknown(name, "the change has no such benchmark any more")));
        return new BuiltSides(basis, change, [.. names.Where(had.Contains)], [.. incomparable]);
    }

    /// <summary>Builds the change alone.</summary>
    internal static async Task<(MeasuredProgram Program, IReadOnlyList<string> Names)> BuildChangeAsync(Sides sides, string[] filter, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            say("building the change");
            var program = new MeasuredProgram(await BuiltProgram.BuildAsync(sides.ChangeFolder, sides.Project, cancellationToken).ConfigureAwait(false));
            IReadOnlyList<string> names = [.. (await NamesAsync(Side.Change, program, cancellationToken).ConfigureAwait(false)).Where(name => Matches(name, filter))];
            return names.Count > 0 ? (program, names) : throw new GateException(filter.Length > 0 ? $"no benchmark's name contains '{string.Join("' or '", filter)}'" : "the change has no gated benchmark");
        }
        catch (Exception exception) when (exception is BuildException or MeasurementException)
        {
            throw new GateException($"the change cannot be measured: {exception.Message}", exception);
        }
    }

    static Judged Unknown(string name, string reason) => new(name, Judgement.Unknown(reason), []);

    static bool Matches(string name, string[] filter) => filter.Length == 0 || filter.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    static async Task<IReadOnlyList<string>> NamesAsync(Side side, MeasuredProgram program, CancellationToken cancellationToken)
    {
        await using MeasuredProcess process = await MeasuredProcess.StartAsync(side, program, -1, MeasuredProcess.Patience, cancellationToken).ConfigureAwait(false);
        return process.Benchmarks;
    }
}
