namespace WaStore.Fast.Caching;

/// <summary>What a <see cref="PortableCache{TKey, TValue}"/> did so far.</summary>
/// <param name="Count">Entries, also expired ones that are not collected yet.</param>
/// <param name="Capacity">The bound, null when there is none.</param>
/// <param name="Evictions">Entries that made room for others.</param>
/// <param name="Expirations">Entries whose time was over.</param>
/// <param name="BlockedEvictions">Insertions that went over the capacity, because the eviction guard named the candidates in use.</param>
public readonly record struct PortableCacheStatistics(int Count, int? Capacity, long Evictions, long Expirations, long BlockedEvictions);
