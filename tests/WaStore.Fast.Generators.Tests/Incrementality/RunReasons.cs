using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Incrementality;

/// <summary>What each step is expected to say after an edit.</summary>
sealed record RunReasons(IncrementalStepRunReason Model, IncrementalStepRunReason Models, IncrementalStepRunReason Output, IncrementalStepRunReason File)
{
    /// <summary>Nothing ran again.</summary>
    internal static readonly RunReasons Cached = new(
        IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    /// <summary>The parser ran again, and found the same: nothing was emitted.</summary>
    internal static readonly RunReasons Unchanged = new(
        IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);

    /// <summary>The parser found something else: the file was emitted again.</summary>
    internal static readonly RunReasons Modified = new(
        IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified);

    internal static RunReasons Of(GeneratorRunResult result) => new(
        Assert.Single(GeneratorRun.Reasons(result, TrackingNames.Model)),
        Assert.Single(GeneratorRun.Reasons(result, TrackingNames.Models)),
        Assert.Single(GeneratorRun.Reasons(result, TrackingNames.Output)),
        Assert.Single(result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static s => s.Outputs)).Reason);
}
