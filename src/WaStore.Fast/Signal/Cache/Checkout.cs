using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The right to replace one record: one owner at a time, and only while nobody wrote, deleted or cleared what it was taken from.</summary>
/// <remarks>
/// <para>Dispose it: without a commit the record stays as it was. Once committed, cancelled or disposed it owns nothing, and so does every copy; doing it
/// again is harmless. The record stays readable for others meanwhile, and a flush writes it as it was last committed.</para>
/// <para>A value of four words; nothing is allocated. Not for several threads at a time.</para>
/// </remarks>
/// <typeparam name="TRecord">The record type.</typeparam>
public readonly struct Checkout<TRecord> : IDisposable, IEquatable<Checkout<TRecord>>
    where TRecord : class, ISignalRecord<TRecord>
{
    readonly RecordStore<TRecord>? _store;
    readonly CacheEntry<TRecord>? _entry;
    readonly long _token;

    internal Checkout(RecordStore<TRecord> store, CacheEntry<TRecord> entry, long token, TRecord? record, long generation)
    {
        _store = store;
        _entry = entry;
        _token = token;
        Record = record;
        Generation = generation;
    }

    /// <summary>The record, null when there is none. Immutable: derive a new one and commit that.</summary>
    public TRecord? Record { get; }

    /// <summary>The recovery generation that the record is of; <c>FlushBeforeSendAsync</c> wants it before anything derived from it is sent.</summary>
    public long Generation { get; }

    /// <summary>Puts <paramref name="record"/> in the place of the one that was checked out, and ends the ownership.</summary>
    /// <returns>
    /// False when the ownership was lost: the record was deleted or written by others, or the cache was lossily cleared. Then nothing changed, and
    /// nothing derived from <paramref name="record"/> may be sent.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null; to remove a record, delete it.</exception>
    public bool TryCommit(TRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _store is not null && _store.Commit(_entry!, _token, Generation, record);
    }

    /// <summary><see cref="TryCommit"/>, for a caller who does not go on without it.</summary>
    /// <exception cref="StoreException">Validation: the ownership was lost; nothing changed.</exception>
    public void Commit(TRecord record)
    {
        if (!TryCommit(record))
        {
            throw StoreException.Validation("the checkout is stale: its record was deleted, written by others or cleared");
        }
    }

    /// <summary>Ends the ownership and leaves the record as it was.</summary>
    public void Cancel() => _store?.Cancel(_entry!, _token);

    /// <summary><see cref="Cancel"/>.</summary>
    public void Dispose() => Cancel();

    /// <summary>Whether both are the same ownership.</summary>
    public bool Equals(Checkout<TRecord> other) => ReferenceEquals(_entry, other._entry) && _token == other._token;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Checkout<TRecord> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_entry, _token);

    /// <summary>Whether both are the same ownership.</summary>
    public static bool operator ==(Checkout<TRecord> left, Checkout<TRecord> right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(Checkout<TRecord> left, Checkout<TRecord> right) => !left.Equals(right);
}
