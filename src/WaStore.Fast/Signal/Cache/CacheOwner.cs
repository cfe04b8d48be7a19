using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The cache's side of its store's ownership. Where the store has none, nothing is ever foreign.</summary>
sealed class CacheOwner(ISignalLease? lease, CacheLife life, TimeProvider time)
{
    // Looking costs 10-25 us where a flush of one row costs 100. A second owner is stopped by what every transaction sees and by the leases; this finds out sooner.
    static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(1);

    long _foreignCommits;
    bool _isReleased;
    long? _looked;

    /// <summary>Flushes that met commits of others.</summary>
    internal long ForeignCommits => Volatile.Read(ref _foreignCommits);

    /// <summary>Before a commit, one at a time. Before one that raises a lease it looks each time: nobody else may have given out the same counters.</summary>
    /// <exception cref="StoreException">Somebody else may own the account.</exception>
    internal void EnsureHeld(bool leases)
    {
        if (lease is null || (!leases && _looked is { } looked && time.GetElapsedTime(looked) < s_lookAgain))
        {
            return;
        }

        _looked = null;
        lease.EnsureHeld();
        _looked = time.GetTimestamp();
    }

    /// <summary>After a commit, while no other flush runs: whether what is cached may differ from the store.</summary>
    internal bool SawForeignCommits()
    {
        var foreign = lease?.TakeForeignCommits() ?? Stores.ForeignCommits.None;
        if (foreign is Stores.ForeignCommits.None)
        {
            return false;
        }

        _ = Interlocked.Increment(ref _foreignCommits);
        if (foreign is Stores.ForeignCommits.Certain)
        {
            // It may have been older rows of this very life that came back: what is read from now on is not trusted to the counter.
            life.Renew();
        }

        return true;
    }

    /// <summary>After the last flush. Once: the next owner may have come since.</summary>
    internal ValueTask ReleaseAsync() =>
        lease is not null && !Interlocked.Exchange(ref _isReleased, true) ? lease.ReleaseAsync(life.Incarnation.AsSpan().ToArray()) : default;
}
