namespace WaStore.Fast.Stores;

/// <summary>Sees to it that one cache at a time holds an account's Signal state: two would each go on from their own copy and use a message key twice.</summary>
/// <remarks>
/// A store that can be opened by several processes offers this by <see cref="ISignalStore.Ownership"/>. It also remembers which life of the cache was closed
/// cleanly, so that the next one may trust the counters that it stored (spec/caches.md 1.10).
/// </remarks>
public interface ISignalOwnership
{
    /// <summary>Takes the account for one cache. Once this completes, no crash can make the life that it answers be answered again.</summary>
    /// <exception cref="StoreException">Somebody else has it (Connection, naming the holder; Validation if it is a cache of this process); or the store failed.</exception>
    ValueTask<ISignalLease> AcquireAsync(CancellationToken cancellationToken = default);
}

/// <summary>An account's Signal state, owned by one cache.</summary>
public interface ISignalLease
{
    /// <summary>The 16 bytes that were released last, if nothing can have happened to the account since; else empty.</summary>
    ReadOnlyMemory<byte> Life { get; }

    /// <summary>Before each flush: makes sure that nobody else can have become the owner.</summary>
    /// <exception cref="StoreException">Somebody has (Connection). Nothing may be written or sent any more.</exception>
    void EnsureHeld();

    /// <summary>After each flush: whether others have committed to the store, up to that flush, since this was last asked. Asked by one thread at a time.</summary>
    ForeignCommits TakeForeignCommits();

    /// <summary>Gives the account back after everything that was ever sent is durable. Without this call the life ends as in a crash.</summary>
    /// <param name="life">What to answer to the next owner, 16 bytes. Copied.</param>
    ValueTask ReleaseAsync(ReadOnlyMemory<byte> life);
}

/// <summary>What a store knows about commits that are not its own.</summary>
public enum ForeignCommits
{
    /// <summary>There were none.</summary>
    None,

    /// <summary>There may have been some: this process wrote by another handle as well, or an error hides the answer.</summary>
    Possible,

    /// <summary>Somebody else has written.</summary>
    Certain,
}
