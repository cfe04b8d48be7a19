using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Caching;

/// <summary>
/// A cache in the process, bounded by number, by age and by idleness, whose loads are shared by those who ask at the same time (spec/caches.md 5).
/// </summary>
/// <remarks>
/// <para>Thread-safe. A hit takes no lock and allocates nothing, except that of a cache with a time to idle, which takes a short one when the entry's stamp is due
/// for renewal. Writes take one lock, which is never held across a load; each does a bounded amount of work.</para>
/// <para>1. What is expired is served by no door; it is collected by reads that come upon it, by a few at each write, and by <see cref="RunPendingTasks"/>.
/// 2. A new key beyond the capacity evicts expired entries first, then the one inserted first; writing a key again keeps its place.
/// 3. An entry that the eviction guard names in use is passed over, and looked at again after the others; when those tried are all in use, the cache goes over
/// its capacity, and returns to it with later insertions. 4. A load that began before its key was written, removed or invalidated is not kept.</para>
/// <para>Values are shared with every reader: they are immutable, or synchronize themselves.</para>
/// </remarks>
/// <typeparam name="TKey">What values are found by.</typeparam>
/// <typeparam name="TValue">What is cached.</typeparam>
public sealed partial class PortableCache<TKey, TValue>
    where TKey : notnull
    where TValue : notnull
{
    readonly Lock _gate = new();
    readonly ConcurrentDictionary<TKey, Entry> _entries;
    readonly FlightTable<TKey, TValue> _flights;
    readonly Expiry? _expiry;
    readonly Predicate<TValue>? _guard;
    readonly int? _capacity;

    /// <summary>Makes an empty cache.</summary>
    /// <exception cref="ArgumentException">An option makes no sense, or a guard comes with a time.</exception>
    public PortableCache(PortableCacheOptions<TKey, TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Checked();
        // One writer at a time, because of the gate.
        _entries = new ConcurrentDictionary<TKey, Entry>(concurrencyLevel: 1, capacity: 31, options.Comparer);
        _flights = new FlightTable<TKey, TValue>(_gate, options.Comparer);
        _expiry = Expiry.Of(options.TimeProvider, options.TimeToLive, options.TimeToIdle);
        _guard = options.EvictionGuard;
        _capacity = options.Capacity;
    }

    /// <summary>Reads a value; the only door that a hit needs.</summary>
    /// <returns>False when the key is absent or expired.</returns>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_entries.TryGetValue(key, out var entry) && (_expiry is null || IsLive(entry, _expiry)))
        {
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Writes a value over the one that may be there, and starts its times anew.</summary>
    public void Insert(TKey key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            _ = _flights.Detach(key);
            Write(key, value);
        }
    }

    /// <summary>Writes a value if there is none, or only an expired one.</summary>
    /// <returns>False when there is one; it stays as it is, with its times. A cache without capacity takes every value, and keeps none.</returns>
    public bool TryAdd(TKey key, TValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (TryFind(key, out _))
            {
                return false;
            }

            _ = _flights.Detach(key);
            Write(key, value);
            return true;
        }
    }

    /// <summary>Reads, changes and writes a value in one step that no other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="state">Given to <paramref name="update"/>, so that it needs no closure.</param>
    /// <param name="update">Makes the new value of the current one, if there is one that has not expired. Runs while the cache is locked: quick. If it throws, nothing changes.</param>
    /// <returns>The new value.</returns>
    public TValue Upsert<TState>(TKey key, TState state, CacheUpdate<TState, TValue> update)
    {
        ArgumentNullException.ThrowIfNull(update);
        lock (_gate)
        {
            var exists = TryFind(key, out var current);
            var value = update(state, exists, current);
            ArgumentNullException.ThrowIfNull(value, nameof(update));
            _ = _flights.Detach(key);
            Write(key, value);
            return value;
        }
    }

    /// <summary>As <see cref="Upsert"/>, for values that are references: the current one is null when absent, and an update that answers null leaves things as they are.</summary>
    /// <returns>What is cached afterwards. A load that runs for the key is not kept in any case, since it may not know the change.</returns>
    internal TValue? Change<TState>(TKey key, TState state, Func<TState, TValue?, TValue?> update)
    {
        lock (_gate)
        {
            _ = TryFind(key, out var current);
            var value = update(state, current);
            _ = _flights.Detach(key);
            if (value is null)
            {
                return current;
            }

            Write(key, value);
            return value;
        }
    }
}
