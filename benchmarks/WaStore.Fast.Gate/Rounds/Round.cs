namespace WaStore.Fast.Gate.Rounds;

/// <summary>One round: each side once, one after the other, in the order that chance gave it.</summary>
/// <param name="Order">The sides in the order of their turns.</param>
/// <param name="Base">What it cost the base.</param>
/// <param name="Control">What it cost the base's second process.</param>
/// <param name="Change">What it cost the change.</param>
sealed record Round(string Order, Cost Base, Cost Control, Cost Change)
{
    /// <summary>The logarithm of change over base, where the base is the geometric mean of its two processes: half of its own noise goes.</summary>
    internal double ChangeLog => Math.Log(Change.Nanoseconds) - ((Math.Log(Base.Nanoseconds) + Math.Log(Control.Nanoseconds)) / 2);

    /// <summary>The logarithm of the base over itself.</summary>
    internal double ControlLog => Math.Log(Control.Nanoseconds) - Math.Log(Base.Nanoseconds);
}

/// <summary>All rounds of a benchmark in one launch: three fresh processes.</summary>
/// <param name="Core">Where they ran; -1 where they could not be pinned.</param>
/// <param name="Rounds">The rounds in their order.</param>
sealed record Launch(int Core, IReadOnlyList<Round> Rounds);

/// <summary>What was measured of one benchmark.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Operations">How many operations a round has, on every side.</param>
/// <param name="Launches">The launches.</param>
sealed record Measured(string Benchmark, int Operations, IReadOnlyList<Launch> Launches)
{
    /// <summary>Both, as if they had been one.</summary>
    internal Measured With(Measured other) => this with { Launches = [.. Launches, .. other.Launches] };
}
