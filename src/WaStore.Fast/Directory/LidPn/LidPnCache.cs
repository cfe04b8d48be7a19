using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>
/// Which LID and which phone number are the same user, from both sides (spec/caches.md 6). A cache over the store: what it does not hold is read, so that its bounds never
/// change how somebody is addressed.
/// </summary>
/// <remarks>
/// <para>Thread-safe. <see cref="LidPnLearner"/> writes; this reads. Of those who ask for the same user at the same time one reads the store, and that a user has no
/// mapping is remembered too. A read that failed is an exception, never "no mapping".</para>
/// <para>By default 10,000 pairs in about 40 bytes each, forgotten after an hour in which nobody asked (design.md 4); <see cref="CacheConfig.LidPnCache"/> changes
/// the bounds, also to none, and <see cref="CacheStores.LidPnCache"/> the place.</para>
/// </remarks>
public sealed partial class LidPnCache
{
    // Whoever asks for users that do not exist must not fill the memory, also where the mappings themselves are not bounded.
    const int MaxAbsent = 10_000;

    readonly IBackend _backend;
    readonly LidPnMaps _maps;
    readonly KeyVersions _versions = new();
    readonly Lock _flightsGate = new();
    readonly FlightTable<LidPnKey, LidPnEntry> _flights;
    readonly PortableCache<LidPnKey, LidPnKeyAbsence> _absent;
    readonly ContactHashIndex _contacts = new();

    /// <summary>Makes an empty cache; nothing is read until it is asked for, or warmed up.</summary>
    /// <param name="backend">The store of the mappings.</param>
    /// <param name="config">The bounds, the clock and the place; null takes the defaults.</param>
    /// <param name="topology">Told of what changes, to share it with the registry; null makes one.</param>
    public LidPnCache(IBackend backend, CacheConfig? config = null, TopologyLog? topology = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        config ??= new CacheConfig();
        _backend = backend;
        Topology = topology ?? new TopologyLog();
        _flights = new FlightTable<LidPnKey, LidPnEntry>(_flightsGate, comparer: null);
        _absent = (config.LidPnCache with { Capacity = config.LidPnCache.Capacity ?? MaxAbsent }).BuildWithTtl<LidPnKey, LidPnKeyAbsence>(config.TimeProvider);
        _maps = config.CacheStores.LidPnCache is null
            ? new LocalLidPnMaps(new LidPnTable(config.LidPnCache.Capacity, config.LidPnCache.Timeout, config.TimeProvider))
            : new StoredLidPnMaps(config);
    }

    /// <summary>Whose mapping changed lately.</summary>
    public TopologyLog Topology { get; }

    /// <summary>Whether the mappings are in the process, so that every change of them is seen here.</summary>
    public bool IsLocal => _maps.Table is not null;

    /// <summary>How many LIDs are held in the process.</summary>
    public int LidCount => _maps.Table?.Count ?? 0;

    /// <summary>How many phone numbers are held in the process.</summary>
    public int PhoneCount => _maps.Table?.PhoneCount ?? 0;

    /// <summary>Roughly how many bytes the pairs in the process take, in their arrays.</summary>
    public long Bytes => _maps.Table?.Bytes ?? 0;

    /// <summary>Roughly how many bytes the contact hashes take.</summary>
    public long ContactHashBytes => _contacts.Bytes;

    /// <summary>How many pairs are learnt and not settled.</summary>
    public int PendingCount => Pending.Count;

    internal LidPnPending Pending { get; } = new();

    /// <summary>One change of the stored mappings at a time (the reference's mutation mutex).</summary>
    internal KeyedLocks<byte> Changes { get; } = new(1);

    /// <summary>Writes the LID of a phone number into a buffer, if it is held in the process. Allocates nothing.</summary>
    public bool TryGetLid(ReadOnlySpan<char> phone, Span<char> lid, out int length)
    {
        length = 0;
        return _maps.Table?.TryFind(phone, isLid: false, lid, out length) ?? false;
    }

    /// <summary>Writes the phone number of a LID into a buffer, if it is held in the process. Allocates nothing.</summary>
    public bool TryGetPhoneNumber(ReadOnlySpan<char> lid, Span<char> phone, out int length)
    {
        length = 0;
        return _maps.Table?.TryFind(lid, isLid: true, phone, out length) ?? false;
    }

    /// <summary>Forgets everything that is held; the store keeps it. What was learnt and is not in the store yet is lost.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        _versions.TouchAll();
        Pending.Clear();
        _absent.InvalidateAll();
        _contacts.Clear();
        await _maps.ClearAsync(cancellationToken).ConfigureAwait(false);
        Topology.TouchAll();
    }
}

/// <summary>The mark of a user without a mapping.</summary>
readonly record struct LidPnKeyAbsence;
