using System.Globalization;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Seeded runs of the chaos world. SIGNAL_CHAOS_SEED, _SEEDS and _STEPS choose others; a failure names its seed and its steps.</summary>
public sealed class ChaosTests
{
    const ulong DefaultSeed = 0x51A6DA7AB1E50001;

    [Fact]
    public async Task No_counter_comes_twice_and_no_write_is_lost_whatever_happens()
    {
        var first = Setting("SIGNAL_CHAOS_SEED", DefaultSeed);
        var seeds = Setting("SIGNAL_CHAOS_SEEDS", 40);
        var steps = Setting("SIGNAL_CHAOS_STEPS", 128);
        for (var seed = first; seed < first + seeds; seed++)
        {
            await RunAsync(seed, (int)steps);
        }
    }

    static async Task RunAsync(ulong seed, int steps)
    {
        var trace = new List<string>();
        try
        {
            await using var world = new ChaosWorld(seed);
            for (var step = 0; step < steps; step++)
            {
                trace.Add(await world.StepAsync());
                await world.CheckAsync();
            }

            await world.CheckAllAsync();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"SIGNAL_CHAOS_SEED={seed} SIGNAL_CHAOS_SEEDS=1, step {trace.Count}: {string.Join(", ", trace)}", exception);
        }
    }

    static ulong Setting(string name, ulong fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
