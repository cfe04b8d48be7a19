using System.Globalization;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Seeded runs of the chaos world. SIGNAL_CHAOS_SEED, _SEEDS and _STEPS choose others; a failure names its seed and its steps.</summary>
static class ChaosRun
{
    const ulong DefaultSeed = 0x51A6DA7AB1E50001;
    const int DefaultSteps = 128;

    /// <summary>Runs one world for each seed.</summary>
    /// <param name="open">The world of a seed.</param>
    /// <param name="seeds">How many seeds, unless the variable says otherwise.</param>
    /// <returns>What was run, for the note.</returns>
    public static async Task<string> OverSeedsAsync(Func<ulong, ValueTask<ChaosWorld>> open, int seeds)
    {
        var first = Setting("SIGNAL_CHAOS_SEED", DefaultSeed);
        var count = Setting("SIGNAL_CHAOS_SEEDS", (ulong)seeds);
        var steps = (int)Setting("SIGNAL_CHAOS_STEPS", DefaultSteps);
        var published = 0L;
        for (var seed = first; seed < first + count; seed++)
        {
            published += await RunAsync(open, seed, steps);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{count} seeds from {first}, {steps} steps each: {published} counters published, none twice");
    }

    static async Task<int> RunAsync(Func<ulong, ValueTask<ChaosWorld>> open, ulong seed, int steps)
    {
        var trace = new List<string>();
        try
        {
            await using var world = await open(seed);
            for (var step = 0; step < steps; step++)
            {
                trace.Add(await world.StepAsync());
                await world.CheckAsync();
            }

            await world.CheckAllAsync();
            return world.Published;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"SIGNAL_CHAOS_SEED={seed} SIGNAL_CHAOS_SEEDS=1, step {trace.Count}: {string.Join(", ", trace)}", exception);
        }
    }

    static ulong Setting(string name, ulong fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
