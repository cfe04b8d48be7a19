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

    /// <summary>
    /// The median of the means of all pairs (Hodges and Lehmann): as hard to move by an outlier as it needs to be for a handful of launches, and nearly as exact as
    /// their mean, which the plain median of a handful is not.
    /// </summary>
    internal static double OfPairMeans(ReadOnlySpan<double> values)
    {
        double[] means = new double[values.Length * (values.Length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i; j < values.Length; j++)
            {
                means[next++] = (values[i] + values[j]) / 2;
            }
        }

        return OfScratch(means);
    }

    internal static double Of(IEnumerable<double> values) => OfScratch(values.ToArray());
}
