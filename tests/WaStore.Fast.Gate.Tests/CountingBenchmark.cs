namespace WaStore.Fast.Gate.Tests;

/// <summary>Counts what is done with it.</summary>
sealed class CountingBenchmark(string name = "counting") : GatedBenchmark
{
    internal int SetUps { get; private set; }

    internal int Rounds { get; private set; }

    internal int Operations { get; private set; }

    internal int TearDowns { get; private set; }

    internal bool Throws { get; init; }

    public override string Name => name;

    public override void Setup() => SetUps++;

    public override void BeforeRound() => Rounds++;

    public override void Run(int operations) => Operations = Throws ? throw new InvalidOperationException("nothing works") : operations;

    public override void TearDown() => TearDowns++;
}
