namespace WaStore.Fast.Gate.Statistics;

/// <summary>A ratio, and between which two it lies in 95 of 100 resamplings.</summary>
/// <param name="Value">The medians over each launch's rounds, and of them the median of all pairs' means.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
sealed record RatioInterval(double Value, double Low, double High)
{
    const int Resamplings = 500;
    const double Tail = 0.025;

    /// <summary>How far the interval reaches from 1 on either side, as a share: 0.03 for [0.98, 1.03].</summary>
    internal double Reach => Math.Max(High, 1 / Low) - 1;

    /// <summary>Base over change.</summary>
    internal RatioInterval Inverse => new(1 / Value, 1 / High, 1 / Low);

    /// <summary>
    /// Bootstrap in two steps: launches are drawn with repetition, and of each its rounds. What differs from launch to launch (where memory lies, how strings are
    /// hashed) and what differs from round to round both widen the interval; rounds alone would make it far too narrow.
    /// </summary>
    /// <param name="launches">The logarithms of the ratios, by launch.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    internal static RatioInterval Of(IReadOnlyList<double[]> launches, int seed)
    {
        var random = new Random(seed);
        double[] scratch = new double[launches.Max(rounds => rounds.Length)];
        double[] medians = new double[launches.Count];
        double[] results = new double[Resamplings];
        for (int i = 0; i < Resamplings; i++)
        {
            for (int launch = 0; launch < medians.Length; launch++)
            {
                double[] rounds = launches[random.Next(launches.Count)];
                for (int round = 0; round < rounds.Length; round++)
                {
                    scratch[round] = rounds[random.Next(rounds.Length)];
                }

                medians[launch] = Median.OfScratch(scratch.AsSpan(0, rounds.Length));
            }

            results[i] = Median.OfPairMeans(medians);
        }

        Array.Sort(results);
        return new RatioInterval(
            Math.Exp(Median.OfPairMeans([.. launches.Select(rounds => Median.Of(rounds))])),
            Math.Exp(results[(int)(Tail * Resamplings)]),
            Math.Exp(results[(int)((1 - Tail) * Resamplings) - 1]));
    }
}
