namespace WaStore.Fast.Benchmarks.Report;

/// <summary>Two benchmarks that are measured in turns, round by round: what the machine does to one, it does to the other. Medians of different minutes have no ratio.</summary>
/// <param name="Name">Whose time is told, as <c>Suite.Method[Parameter=value]</c>.</param>
/// <param name="Than">What it is compared with.</param>
sealed record Pair(string Name, string Than)
{
    /// <summary>One of a kind, in files.</summary>
    internal string Key => $"{Name} / {Than}";
}

/// <summary>How many times as long the first of a pair takes as the second.</summary>
/// <param name="Ratio">Of the rounds' times.</param>
/// <param name="Low">Where it lies in 95 of 100 resamplings: from.</param>
/// <param name="High">To.</param>
/// <param name="RatioOfP99">Of the slow ends: of 100 rounds one was slower.</param>
sealed record Paired(double Ratio, double Low, double High, double RatioOfP99);
