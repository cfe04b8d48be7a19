namespace WaStore.Fast.Benchmarks.Report;

/// <summary>A value, and between which two it lies.</summary>
/// <param name="Value">The value.</param>
/// <param name="Low">The lower end; the value itself where nothing is known about it.</param>
/// <param name="High">The upper end.</param>
readonly record struct Figure(double Value, double Low, double High)
{
    internal Figure(double value)
        : this(value, value, value)
    {
    }

    internal bool IsRange => Low < High;
}

/// <summary>How a bar's figure comes from what was measured.</summary>
/// <param name="Of">The figure; null when something was not measured.</param>
/// <param name="Pairs">What has to be measured in turns for it.</param>
sealed record Measure(Func<Measurements, Figure?> Of, params Pair[] Pairs)
{
    /// <summary>A number that stands for itself.</summary>
    internal static Measure Plain(Func<Measurements, double?> value) => new(run => value(run) is { } known ? new Figure(known) : null);

    /// <summary>How many times as long.</summary>
    internal static Measure Ratio(Pair pair) => new(run => run.Find(pair) is { } paired ? new Figure(paired.Ratio, paired.Low, paired.High) : null, pair);

    /// <summary>How many times as much in the same time, when the first does so many times as much at once.</summary>
    internal static Measure Throughput(Pair pair, double atOnce) =>
        new(run => run.Find(pair) is { } paired ? new Figure(atOnce / paired.Ratio, atOnce / paired.High, atOnce / paired.Low) : null, pair);

    /// <summary>The same of the slow ends.</summary>
    internal static Measure RatioOfP99(Pair pair) => new(run => run.Find(pair) is { } paired ? new Figure(paired.RatioOfP99) : null, pair);
}
