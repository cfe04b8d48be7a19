using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The cache's side of its store's ownership. Where the store has none, nothing is ever foreign.</summary>
sealed class CacheOwner(ISignalLease? lease, CacheLife life)
{
    long _foreignCommits;
    bool _isReleased;

    /// <summary>Flushes that met commits of others.</summary>
    internal long ForeignCommits => Volatile.Read(ref _foreignCommits);

    /// <summary>Before a commit.</summary>
    /// <exception cref="StoreException">Somebody else may own the account.</exception>
    internal void EnsureHeld() => lease?.EnsureHeld();

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
