namespace WaStore.Fast.Gate.Statistics;

/// <summary>The value in the middle: half of the rounds may be disturbed, and it does not move.</summary>
static class Median
{
    /// <summary>Of values that the call may sort.</summary>
    internal static double OfScratch(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    internal static double Of(IEnumerable<double> values) => OfScratch(values.ToArray());
}
