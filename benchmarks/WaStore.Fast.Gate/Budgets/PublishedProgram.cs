using System.Text.RegularExpressions;
using WaStore.Fast.Gate.Repository;

namespace WaStore.Fast.Gate.Budgets;

/// <summary>A program that is published with NativeAOT: how large it is, and what the trimmer and the compiler warn of.</summary>
/// <param name="project">The project's file.</param>
public sealed partial class PublishedProgram(string project) : Budgeted
{
    // The linker's version moves some bytes; a dependency that is dragged in moves more.
    const double SizeTolerance = 0.01;

    const string Bytes = "bytes";

    /// <inheritdoc/>
    public override string Name => $"{Path.GetFileNameWithoutExtension(project)} published";

    /// <inheritdoc/>
    public override string? WhyMissing(BudgetSettings settings) => settings.PublishFolder is null ? $"{BudgetCommand.PublishOption} FOLDER publishes it; that takes a native linker" : null;

    /// <inheritdoc/>
    public override double ToleranceOf(string measure) => measure == Bytes ? SizeTolerance : 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It cannot be published.</exception>
    public override async Task<IReadOnlyDictionary<string, long>> CountAsync(BudgetSettings settings, CancellationToken cancellationToken)
    {
        string output = settings.PublishFolder ?? throw new InvalidOperationException("There is no folder to publish to.");
        // Built from nothing, since what is up to date warns of nothing. And a warning is counted here, not made an error.
        DirectoryInfo build = Directory.CreateTempSubdirectory("gate-publish-");
        ToolRun run;
        try
        {
            string[] arguments = ["publish", project, "-c", "Release", "-o", output, "--artifacts-path", build.FullName, "-p:TreatWarningsAsErrors=false", "-v:minimal"];
            run = await Tool.RunAsync(Tool.Dotnet, arguments, Environment.CurrentDirectory, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            build.Delete(recursive: true);
        }

        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{project}' cannot be published:\n{run.Output}{run.Error}");
        }

        string name = Path.GetFileNameWithoutExtension(project);
        var program = new FileInfo(Path.Combine(output, OperatingSystem.IsWindows() ? name + ".exe" : name));
        return new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            [Bytes] = program.Length,
            ["ilWarnings"] = Warning().Matches(run.Output).Select(static match => match.Value).Distinct(StringComparer.Ordinal).Count(),
        };
    }

    [GeneratedRegex(@"^.*\bwarning IL\d+:.*$", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
