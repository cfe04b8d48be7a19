using WaStore.Fast.Coordination;

namespace WaStore.Fast.Caching;

/// <summary>The cache in a store. Changes of a key are made under its stripe's lock, a clear under all of them; loads are shared, and kept only if nothing changed since.</summary>
/// <remarks>
/// A change detaches the key's load twice: before, so that the load is not kept over the change; and after, since a load that began meanwhile may have
/// read the store before the change got there, and must not be joined by those who come after it.
/// </remarks>
sealed partial class StoreTypedCache<TKey, TValue> : TypedCache<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    /// <summary>How many changes of different keys run at a time.</summary>
    const int Stripes = 16;

    static readonly int[] s_stripes = [.. Enumerable.Range(0, Stripes)];

    readonly StoredValues<TValue> _values;
    readonly Func<TKey, string> _keyText;
    readonly KeyedLocks<int> _locks = new(Stripes);
    readonly Lock _gate = new();
    readonly FlightTable<string, TValue> _flights;
    readonly UnsettledKeys _unsettled = new();

    internal StoreTypedCache(StoredValues<TValue> values, Func<TKey, string> keyText)
    {
        _values = values;
        _keyText = keyText;
        _flights = new FlightTable<string, TValue>(_gate, StringComparer.Ordinal);
    }

    public override PortableCache<TKey, TValue>? Local => null;

    public override long Failures => _values.Failures;

    public override ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default) => ReadAsync(TextOf(key), cancellationToken);

    public override ValueTask<long?> CountAsync(CancellationToken cancellationToken = default) => _values.CountAsync(cancellationToken);

    string TextOf(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _keyText(key) ?? throw new ArgumentException("The key has no text.", nameof(key));
    }

    async ValueTask<TValue?> ReadAsync(string text, CancellationToken cancellationToken)
    {
        if (_unsettled.IsAny)
        {
            _ = StartSettling();
            if (_unsettled.Covers(text))
            {
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }

        var value = await _values.ReadAsync(text, cancellationToken).ConfigureAwait(false);
        // Invalidated while it was read: the answer may be from before.
        return _unsettled.Covers(text) ? null : value;
    }

    ValueTask<KeyedLocks<int>.Releaser> LockAsync(string text, CancellationToken cancellationToken) =>
        _locks.LockAsync((int)((uint)string.GetHashCode(text) % Stripes), cancellationToken);

    void Detach(string text)
    {
        lock (_gate)
        {
            _ = _flights.Detach(text);
        }
    }

    void DetachAll()
    {
        lock (_gate)
        {
            _flights.DetachAll();
        }
    }
}
