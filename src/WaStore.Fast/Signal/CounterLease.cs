namespace WaStore.Fast.Signal;

/// <summary>Which counters of the sending chain a durable record covers: those below the ceiling (spec/caches.md 1.10).</summary>
/// <param name="Ceiling">After a crash the chain resumes here; 0 when nothing is leased.</param>
/// <param name="Raised">Whether the ceiling was raised and may not be durable yet.</param>
readonly record struct CounterLease(uint Ceiling, bool Raised)
{
    /// <summary>Covers <paramref name="spent"/>, a counter that was just used: a new batch begins where the old one ended.</summary>
    public CounterLease Cover(uint spent)
    {
        if (spent < Ceiling)
        {
            return this;
        }

        var room = uint.MaxValue - spent;
        return new CounterLease(spent + uint.Min(room, SignalLimits.LeaseBatch), Raised: true);
    }

    /// <summary>
    /// The lease after the sending chain was replaced: at most one batch, so that an old chain's ceiling does not burn the new chain. It never
    /// rises here, and no stored record can pair the old chain with the lower ceiling.
    /// </summary>
    public CounterLease Rebase() => this with { Ceiling = uint.Min(Ceiling, SignalLimits.LeaseBatch) };
}
