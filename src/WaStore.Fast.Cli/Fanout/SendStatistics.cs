namespace WaStore.Fast.Cli.Fanout;

/// <summary>The costs of sends of one kind.</summary>
/// <param name="Sends">How many.</param>
/// <param name="Microseconds">How long each took.</param>
/// <param name="Total">What all of them together cost.</param>
sealed record SendStatistics(int Sends, SendTimes Microseconds, SendTotals Total)
{
    /// <param name="sends">What each send cost.</param>
    /// <param name="behind">What was flushed after the last one: it counts, but no send waited for it.</param>
    internal static SendStatistics Of(IReadOnlyList<SendCost> sends, params ReadOnlySpan<SendCost> behind)
    {
        var times = TimesOf(sends);
        SendCost[] costs = [.. sends, .. behind];
        return new SendStatistics(
            sends.Count,
            new SendTimes(AtRank(times, 0.50), AtRank(times, 0.99), times[^1]),
            new SendTotals(
                costs.Sum(cost => cost.ReadExecutions),
                costs.Sum(cost => cost.WriteExecutions),
                costs.Sum(cost => cost.Transactions),
                costs.Sum(cost => cost.RowsRead),
                costs.Sum(cost => cost.RowsWritten),
                costs.Sum(cost => cost.WalBytes),
                AllocatedBytes(costs),
                costs.Aggregate(default(CacheUse), static (sum, cost) => sum + cost.Cache)));
    }

    /// <summary>How long sends took, in microseconds, ascending.</summary>
    internal static double[] TimesOf(IEnumerable<SendCost> sends) => [.. sends.Select(cost => cost.Elapsed.TotalMicroseconds).Order()];

    // Nearest rank: a time that was really measured, never one between two.
    static double AtRank(double[] sorted, double quantile) => Math.Round(sorted[(int)Math.Ceiling(quantile * sorted.Length) - 1], 1);

    // Sends that changed threads cannot say; if there are such, the others speak for them.
    static long? AllocatedBytes(SendCost[] costs)
    {
        var told = costs.Where(cost => cost.AllocatedBytes is not null).ToArray();
        return told.Length == 0 ? null : told.Sum(cost => cost.AllocatedBytes) * costs.Length / told.Length;
    }
}

/// <summary>Times in microseconds, by nearest rank.</summary>
sealed record SendTimes(double P50, double P99, double Max);

/// <summary>Sums over sends; <see cref="SendCost"/> says what each counts.</summary>
sealed record SendTotals(
    long ReadExecutions, long WriteExecutions, long Transactions, long RowsRead, long RowsWritten, long WalBytes, long? AllocatedBytes, CacheUse Cache);
