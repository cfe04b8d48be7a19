namespace WaStore.Fast.Benchmarks.Report;

/// <summary>How far one kind of work has to get, and where it shall get to.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Against">What it is compared with, or the unit.</param>
/// <param name="AtLeast">The minimum.</param>
/// <param name="Aim">Where it shall get to.</param>
/// <param name="Measure">Where it is.</param>
/// <param name="IsMoreBetter">Whether a larger value is better; for times and their ratios it is not.</param>
sealed record Bar(string Work, string Against, double AtLeast, double Aim, Measure Measure, bool IsMoreBetter = false)
{
    /// <summary>What is known to bound it; null where nothing of the kind is measured.</summary>
    internal Bound? Floor { get; init; }

    /// <summary>One of a kind: what a reason is found by.</summary>
    internal string Name => $"{Work}, {Against}";

    /// <summary>How much of the minimum is used: 1 just meets it, and less is better.</summary>
    internal double Use(double value) => AtLeast == 0 ? (value > 0 ? double.PositiveInfinity : 0) : IsMoreBetter ? AtLeast / value : value / AtLeast;

    /// <summary>The same of the aim.</summary>
    internal double UseOfAim => AtLeast == 0 ? 0 : IsMoreBetter ? AtLeast / Aim : Aim / AtLeast;

    internal Standing StandingIn(Measurements run) => Measure.Of(run) is not { Value: var known }
        ? Standing.NotMeasured
        : Reaches(known, Aim) ? Standing.Aim
        : Reaches(known, AtLeast) ? Standing.Minimum
        : Floor?.Measure.Of(run) is { Value: var floor } && !Reaches(floor, AtLeast) ? Standing.BeyondTheFloor : Standing.Missed;

    internal bool Reaches(double value, double bar) => IsMoreBetter ? value >= bar : value <= bar;
}

/// <summary>How far it got.</summary>
enum Standing
{
    /// <summary>As far as it shall.</summary>
    Aim,

    /// <summary>As far as it has to.</summary>
    Minimum,

    /// <summary>Not as far as it has to, but what bounds it does not get there either: missed all the same.</summary>
    BeyondTheFloor,

    /// <summary>Not as far as it has to.</summary>
    Missed,

    /// <summary>Nobody knows: a benchmark is missing, for instance the C floor where there is no compiler.</summary>
    NotMeasured,
}
