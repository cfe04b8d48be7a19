using WaStore.Fast.Gate.Measuring;
using WaStore.Fast.Gate.Rounds;

namespace WaStore.Fast.Gate.Tests;

/// <summary>A machine made of numbers: what each round costs is drawn from a seed.</summary>
sealed class Synthetic(int seed) : IProcessSource
{
    readonly Random _random = new(seed);
    int _started;

    /// <summary>How much a round of the change costs more, by the number of processes started before this one's.</summary>
    internal Func<int, double> Slowdown { get; init; } = _ => 1;

    /// <summary>How much each process differs from its neighbours for as long as it lives: a standard deviation.</summary>
    internal double LaunchNoise { get; init; } = 0.01;

    /// <summary>How much each round differs: a factor.</summary>
    internal Func<Random, double> RoundNoise { get; init; } = random => Math.Exp(0.03 * Normal(random));

    /// <summary>How much slower the floor is for the change, by the number of processes started before this one's.</summary>
    internal Func<int, double> FloorShift { get; init; } = _ => 1;

    /// <summary>How much slower everything becomes with each round.</summary>
    internal double Drift { get; init; }

    /// <summary>Bytes an operation, of base and change.</summary>
    internal Func<Side, int, double> Bytes { get; init; } = (_, _) => 100;

    /// <summary>A benchmark that fails, on this side.</summary>
    internal Side? Fails { get; init; }

    /// <summary>The first process in which it does.</summary>
    internal int FailsFrom { get; init; }

    internal int Running { get; private set; }

    internal int Rounds { get; private set; }

    public Task<IMeasuredProcess> StartAsync(Side side, int core, CancellationToken cancellationToken)
    {
        Running++;
        return Task.FromResult<IMeasuredProcess>(new Process(this, side, _started++, Math.Exp(LaunchNoise * Normal(_random))));
    }

    internal static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    sealed class Process(Synthetic machine, Side side, int number, double own) : IMeasuredProcess
    {
        public Task<int> PrepareAsync(string benchmark, CancellationToken cancellationToken) => Task.FromResult(side == Side.Base ? 40 : 4_000);

        public Task<Cost> RunAsync(string benchmark, int operations, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Assert.Equal(40, operations);
            bool isFloor = benchmark == FloorBenchmark.FloorName;
            if (!isFloor && side == machine.Fails && number >= machine.FailsFrom)
            {
                throw new MeasurementException(side, "it broke");
            }

            double factor = side != Side.Change ? 1 : isFloor ? machine.FloorShift(number) : machine.Slowdown(number);
            double noise = isFloor ? 1 : own * machine.RoundNoise(machine._random) * (1 + (machine.Drift * machine.Rounds++));
            return Task.FromResult(new Cost(8e6 * factor * noise, (long)Math.Round(machine.Bytes(side, number) * operations)));
        }

        public Task ReleaseAsync(string benchmark, CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync()
        {
            machine.Running--;
            return ValueTask.CompletedTask;
        }
    }
}
