using System.Globalization;

namespace WaStore.Fast.Tests.Simulation;

/// <summary>Seeded runs of the simulation. ACCOUNT_SEED and ACCOUNT_EVENTS choose others; a failure names its seed and its last steps.</summary>
static class SimulationRun
{
    const ulong DefaultSeed = 0xACC0_0001;
    const int StepsShown = 60;

    /// <returns>What was run, for the note.</returns>
    public static async Task<string> RunAsync(Func<ISimulatedStore> open, int events)
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("ACCOUNT_SEED") ?? DefaultSeed.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        events = int.Parse(Environment.GetEnvironmentVariable("ACCOUNT_EVENTS") ?? events.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var last = new Queue<string>();
        var step = 0;
        try
        {
            await using var simulation = await AccountSimulation.BeginAsync(seed, open());
            for (; step < events; step++)
            {
                last.Enqueue(await simulation.StepAsync());
                if (last.Count > StepsShown)
                {
                    _ = last.Dequeue();
                }
            }

            await simulation.EndAsync();
            return $"seed {seed}, {events} events: {simulation.Report}";
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"ACCOUNT_SEED={seed} ACCOUNT_EVENTS={events}, event {step}, after {string.Join(", ", last)}", exception);
        }
    }
}
