namespace WaStore.Fast.Gate.Measuring;

/// <summary>How the change is made worse on purpose, to see whether the gate notices.</summary>
/// <param name="Work">Which share of additional operations is done and not reported, for instance 0.15.</param>
/// <param name="Allocate">Whether each operation allocates one object more.</param>
sealed record Handicap(double Work, bool Allocate)
{
    internal static Handicap None { get; } = new(0, false);

    static object? s_last;
    double _owed;

    /// <summary>How many operations a round of so many really does. Fractions are owed to the next round.</summary>
    internal int Inflate(int operations)
    {
        _owed += operations * Work;
        int additional = (int)Math.Round(_owed);
        _owed -= additional;
        return operations + additional;
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
