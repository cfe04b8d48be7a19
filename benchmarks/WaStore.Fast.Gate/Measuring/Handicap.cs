namespace WaStore.Fast.Gate.Measuring;

/// <summary>How the change is made worse on purpose, to see whether the gate notices.</summary>
/// <param name="Slowdown">The share by which a round takes longer, for instance 0.15.</param>
/// <param name="Allocate">Whether each operation allocates one object more.</param>
sealed record Handicap(double Slowdown, bool Allocate)
{
    const int Spins = 16;

    internal static Handicap None { get; } = new(0, false);

    static object? s_last;

    /// <summary>Is busy until the round has taken that much longer. Not by more operations: a part of what a round costs does not grow with them, and 15 % more were 12 % slower.</summary>
    /// <param name="elapsed">What the round has taken so far, in any unit.</param>
    internal void SlowDown(Func<double> elapsed)
    {
        if (Slowdown > 0)
        {
            double until = elapsed() * (1 + Slowdown);
            while (elapsed() < until)
            {
                Thread.SpinWait(Spins);
            }
        }
    }

    /// <summary>The objects of so many operations: 24 bytes each on a 64-bit system.</summary>
    internal void AllocateFor(int operations)
    {
        for (int i = 0; Allocate && i < operations; i++)
        {
            // Stored where everybody can see it, or the compiler leaves it out.
            Volatile.Write(ref s_last, new object());
        }
    }
}
