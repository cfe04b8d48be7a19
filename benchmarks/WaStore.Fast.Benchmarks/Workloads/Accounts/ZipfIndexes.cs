namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>Which of many an account talks to: the first most often, the second half as often, the third a third as often (Zipf's law). The same in every run.</summary>
static class ZipfIndexes
{
    /// <param name="seed">Which of such sequences.</param>
    /// <param name="among">How many there are.</param>
    /// <param name="count">How often one is talked to.</param>
    public static int[] Create(int seed, int among, int count)
    {
        var upTo = new double[among];
        var sum = 0.0;
        for (var i = 0; i < among; i++)
        {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }

        var random = new Random(seed);
        var indexes = new int[count];
        for (var i = 0; i < count; i++)
        {
            var found = Array.BinarySearch(upTo, random.NextDouble() * sum);
            indexes[i] = Math.Min(found < 0 ? ~found : found, among - 1);
        }

        return indexes;
    }
}
