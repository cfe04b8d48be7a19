using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WaStore.Fast.Generators.Tests.Driver;

/// <summary>
/// Runs the generator on a compilation, and always a second time on a clone of it: then every tracked step must be Cached or Unchanged, and its outputs equal.
/// No test can add a case that skips it.
/// </summary>
sealed class GeneratorRun
{
    internal static readonly string[] Steps =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(static f => (string)f.GetRawConstantValue()!)];

    GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        Driver = driver;
        Output = output;
    }

    /// <summary>The driver after its runs, for a third one.</summary>
    internal GeneratorDriver Driver { get; }

    /// <summary>The compilation with what was generated.</summary>
    internal Compilation Output { get; }

    internal GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The generated files by hint name.</summary>
    internal ImmutableSortedDictionary<string, string> Files => Result.GeneratedSources.ToImmutableSortedDictionary(static s => s.HintName, static s => s.SourceText.ToString());

    internal static GeneratorRun Of(params string[] sources) => Of(Sources.Compile(sources));

    internal static GeneratorRun Of(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CreateDriver().RunGenerators(compilation);
        GeneratorRunResult first = driver.GetRunResult().Results.Single();
        Assert.Null(first.Exception);
        Assert.Empty(first.Diagnostics);

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation.Clone(), out Compilation output, out _);
        AssertCached(first, driver.GetRunResult().Results.Single());
        return new GeneratorRun(driver, output);
    }

    internal static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new StoreGenerator().AsSourceGenerator()],
        parseOptions: Sources.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Asserts that the output compiles as a consumer's project does: without a warning, also not a hidden one of the generated files.</summary>
    internal GeneratorRun AssertCompiles()
    {
        Diagnostic[] bad = [.. Output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(bad.Length == 0, string.Join('\n', bad.Select(static d => d.ToString())) + "\n" + string.Join('\n', Files.Values));
        return this;
    }

    /// <summary>The reasons of a step's outputs.</summary>
    internal static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> runs) ? [.. runs.SelectMany(static r => r.Outputs).Select(static o => o.Reason)] : [];

    static void AssertCached(GeneratorRunResult first, GeneratorRunResult second)
    {
        // A name that no step bears would be checked by nobody.
        Assert.True(first.GeneratedSources.IsEmpty || Steps.All(first.TrackedSteps.ContainsKey), string.Join(", ", first.TrackedSteps.Keys));
        foreach (string step in Steps.Where(first.TrackedSteps.ContainsKey))
        {
            object[] before = [.. first.TrackedSteps[step].SelectMany(static r => r.Outputs).Select(static o => o.Value)];
            object[] after = [.. second.TrackedSteps[step].SelectMany(static r => r.Outputs).Select(static o => o.Value)];
            Assert.Equal(before, after);
            Assert.All(Reasons(second, step), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step}: {reason}"));
        }

        // What writes files is never run again.
        Assert.All(second.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs), static o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }
}
