using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>
/// The Signal state of one account as the protocol code uses it: decoded records in memory, written to the store behind it. A message costs a few
/// dictionary reads; a burst of messages costs one commit.
/// </summary>
/// <remarks>
/// <para>It never rewinds: a record that was committed here is what every later read of this cache returns, a read of the store never hides a newer
/// write, and nothing that is not in the store is evicted. What a crash may take is what was written since the last flush; counters are covered by
/// leases, see <see cref="FlushBeforeSendAsync"/>.</para>
/// <para>Thread-safe. Reads of cached records take no lock, allocate nothing and complete synchronously. Records are immutable: derive a new one and
/// commit it through a checkout, of which there is one at a time for each record.</para>
/// <para>The cache must be the only writer of these rows while it lives: <see cref="SignalStoreCache"/> opens one over a store that sees to that. Dispose it to
/// flush and close.</para>
/// </remarks>
/// <typeparam name="TSession">The session record.</typeparam>
/// <typeparam name="TSenderKey">The sender-key record.</typeparam>
public sealed partial class SignalStoreCache<TSession, TSenderKey> : IRiderCarrier, IAsyncDisposable
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    // A put counts its bytes by itself until they add up to this share of the limit, so that no word is written by all cores.
    const int GaugeShare = 16;

    readonly IBackend _backend;
    readonly SignalCacheOptions _options;
    readonly CacheLife _life;
    readonly CacheOwner _owner;
    readonly FlushHealth _health;
    readonly UserIndex _users = new();
    readonly ConsumedPreKeys _preKeys = new();
    readonly UnreadableSessions _unreadable;
    readonly RecordStore<TSession> _sessions;
    readonly RecordStore<IdentityRecord> _identities;
    readonly RecordStore<TSenderKey> _senderKeys;
    readonly Flusher<TSession, TSenderKey> _flusher;
    readonly FlushQueue _flushes;
    readonly FlushWorker _worker;
    readonly WriterBrake _brake;
    readonly BoardedRiders _boarded = new();
    readonly CacheMeter _meter;

    /// <summary>A cache over the account that <paramref name="backend"/> is, which nobody else may cache. Nothing is read until it is asked for.</summary>
    /// <param name="backend">A store that does not see to that itself; any other is opened by <see cref="SignalStoreCache"/>. It is not disposed with the cache.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="addresses">Where addresses are interned, to share it with others; null makes one.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or the store has an <see cref="ISignalStore.Ownership"/>.</exception>
    public SignalStoreCache(IBackend backend, SignalCacheOptions? options = null, SignalAddressTable? addresses = null)
        : this(Unowned(backend), (options ?? new SignalCacheOptions()).Checked(), addresses, lease: null)
    {
    }

    internal SignalStoreCache(IBackend backend, SignalCacheOptions options, SignalAddressTable? addresses, ISignalLease? lease)
    {
        _backend = backend;
        _options = options;
        Addresses = addresses ?? new SignalAddressTable();
        SessionLocks = new KeyedLocks<SignalAddress>(_options.SessionLockCapacity);
        var grain = (int)Math.Min(4096, _options.MaxPendingBytes / (GaugeShare * _options.Stripes));
        _life = new CacheLife(new PendingGauge(grain), _options.Incarnation ?? Incarnation.Create());
        _owner = new CacheOwner(lease, _life, _options.TimeProvider);
        _health = new FlushHealth(_options.TimeProvider);
        _unreadable = new UnreadableSessions(_life);
        var sessionRows = new SessionRows<TSession>(backend, _unreadable);
        _sessions = new RecordStore<TSession>(_life, sessionRows, _users, _preKeys, _options.Stripes, Bounds());
        _identities = new RecordStore<IdentityRecord>(_life, new IdentityRows(backend, _life.Counters), _users, preKeys: null, _options.Stripes, Bounds());
        _senderKeys = new RecordStore<TSenderKey>(_life, new SenderKeyRows<TSenderKey>(backend), users: null, preKeys: null, _options.Stripes, Bounds());
        _brake = new WriterBrake(_life.Pending, _options.MaxPendingBytes);
        _flusher = new Flusher<TSession, TSenderKey>(
            backend, _sessions, _identities, _senderKeys, new PreKeyDeletes<TSession>(_preKeys, _sessions, _life), _unreadable, _owner, _brake, _boarded, _health);
        _flushes = new FlushQueue(_flusher.RunAsync);
        _worker = new FlushWorker(
            _options.TimeProvider, _options.FlushWindow, _options.MaxBackOff, () => FlushAsync(CancellationToken.None).AsTask(), () => IsOwnPending);
        _life.Demand = _worker.Request;
        _meter = new CacheMeter(() => Health);
    }

    /// <summary>The addresses in use. Take them from here: an interned address is found by one comparison of references.</summary>
    public SignalAddressTable Addresses { get; }

    /// <summary>The sender-key names in use.</summary>
    public SenderKeyNameTable SenderKeyNames { get; } = new();

    /// <summary>This life of the cache. Counters that it stored are exact for it; a lossy clear begins a new one.</summary>
    public Incarnation Incarnation => _life.Incarnation;

    /// <summary>Counts the lossy clears. What was derived before one must not be sent after it.</summary>
    public long RecoveryGeneration => _life.Generation;

    internal RecordStore<TSession> Sessions => _sessions;

    internal RecordStore<IdentityRecord> Identities => _identities;

    internal RecordStore<TSenderKey> SenderKeys => _senderKeys;

    static IBackend Unowned(IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        return backend.Ownership is null
            ? backend
            : throw new ArgumentException($"This store is owned by one cache at a time: open it by {nameof(SignalStoreCache)}.{nameof(SignalStoreCache.OpenAsync)}.", nameof(backend));
    }

    CacheBounds Bounds() => new(_options.MaxEntries, _options.MaxBytes, _options.MaxAbsences, _options.TimeProvider);
}
