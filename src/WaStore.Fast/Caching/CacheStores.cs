namespace WaStore.Fast.Caching;

/// <summary>Which caches of an account are kept in a store of one's own. Null, the default, keeps a cache in the process (spec/caches.md 4.3).</summary>
/// <remarks>
/// Everything else is always in the process, whatever is set here: session locks, chat lanes, group distribution locks, the Signal cache, pending
/// requests and retry counts, since they hold what only lives there.
/// </remarks>
public sealed record CacheStores
{
    /// <summary>Every cache in the process.</summary>
    public static CacheStores None { get; } = new();

    /// <summary>The store of the group metadata.</summary>
    public ICacheStore? GroupCache { get; init; }

    /// <summary>The store of the device lists.</summary>
    public ICacheStore? DeviceRegistryCache { get; init; }

    /// <summary>The store of the LID-PN mappings, both directions.</summary>
    public ICacheStore? LidPnCache { get; init; }

    /// <summary>One store for all caches that may be kept outside.</summary>
    public static CacheStores All(ICacheStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new CacheStores { GroupCache = store, DeviceRegistryCache = store, LidPnCache = store };
    }
}
