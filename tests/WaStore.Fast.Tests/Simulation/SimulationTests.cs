using Xunit.Abstractions;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>The whole account in memory.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_account_in_memory_loses_and_repeats_nothing_whatever_happens() =>
        output.WriteLine(await SimulationRun.RunAsync(static () => new InMemorySimulatedStore(TimeProvider.System), events: 100_000));
}
