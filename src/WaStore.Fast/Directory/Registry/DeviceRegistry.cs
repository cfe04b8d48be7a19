using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Which devices a user has, under one key for both names of the user (spec/caches.md 7).</summary>
/// <remarks>
/// <para>Thread-safe. A user's list stands under its LID, or under its phone number as long as no LID is known; it is found by either. Changes of a user are made one
/// at a time: the store first, then the cache, so that what is cached is stored. Nothing that was read before a change is cached after it (spec/caches.md 12.3 R8).</para>
/// <para>A list without devices is never stored, and reads as none. The primary device, 0, always exists.</para>
/// <para>A read that failed is an exception, never "no list".</para>
/// </remarks>
public sealed partial class DeviceRegistry
{
    // As many users as change at a time; more only cost an object each.
    const int LockCapacity = 1_024;

    readonly IBackend _backend;
    readonly LidPnCache _lidPn;
    readonly ISignalDirectory? _signal;
    readonly SenderKeyDeviceMap? _senderKeys;
    readonly TypedCache<string, DeviceListRecord> _cache;
    readonly KeyVersions _versions = new();
    readonly KeyedLocks<string> _locks = new(LockCapacity, StringComparer.Ordinal, StringComparer.Ordinal);
    readonly TimeProvider _time;

    /// <summary>Makes a registry; nothing is read until it is asked for.</summary>
    /// <param name="backend">The store of the lists.</param>
    /// <param name="lidPn">Which names are the same user.</param>
    /// <param name="config">The bounds, the clock and the place of the cache; null takes the defaults.</param>
    /// <param name="signal">The sessions of devices that go; null leaves them.</param>
    /// <param name="senderKeys">Who has which sender key; null leaves it.</param>
    public DeviceRegistry(
        IBackend backend, LidPnCache lidPn, CacheConfig? config = null, ISignalDirectory? signal = null, SenderKeyDeviceMap? senderKeys = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(lidPn);
        config ??= new CacheConfig();
        _backend = backend;
        _lidPn = lidPn;
        _signal = signal;
        _senderKeys = senderKeys;
        _time = config.TimeProvider;
        _cache = config.DeviceRegistryCache.BuildTypedTtl<string, DeviceListRecord>(
            config.CacheStores.DeviceRegistryCache,
            CacheNamespaces.DeviceRegistry,
            static user => user,
            DirectoryJson.Default.DeviceListRecord,
            config.Logger,
            config.TimeProvider);
    }

    /// <summary>Whose devices or mapping changed lately.</summary>
    public TopologyLog Topology => _lidPn.Topology;

    /// <summary>Whether lists and mappings are in the process, so that <see cref="Topology"/> knows of every change.</summary>
    public bool IsLocal => _cache.Local is not null && _lidPn.IsLocal;

    /// <summary>Forgets what is cached; the store keeps it.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        _versions.TouchAll();
        await _cache.ClearAsync(cancellationToken).ConfigureAwait(false);
        Topology.TouchAll();
    }
}
