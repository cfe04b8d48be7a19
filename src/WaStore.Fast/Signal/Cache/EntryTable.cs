namespace WaStore.Fast.Signal;

/// <summary>The entries of one stripe by key. Written under the stripe's lock, read without.</summary>
/// <remarks>
/// Open addressing with linear probing, at most a quarter full: a slot is a word, a second probe a mispredicted branch. Removing an entry moves
/// later ones back, so a reader without the lock may miss an entry that is there; it can never be given a wrong one. A miss is therefore asked again
/// under the lock before anything is concluded from it.
/// </remarks>
sealed class EntryTable<TRecord>
    where TRecord : class
{
    const int SmallestSize = 8;

    CacheEntry<TRecord>?[] _slots = new CacheEntry<TRecord>?[SmallestSize];

    internal int Count { get; private set; }

    /// <summary>The entry of <paramref name="key"/>, or null.</summary>
    internal CacheEntry<TRecord>? Find(SignalKey key, int hash)
    {
        var slots = Volatile.Read(ref _slots);
        for (var index = hash & (slots.Length - 1); ; index = (index + 1) & (slots.Length - 1))
        {
            var entry = Volatile.Read(ref slots[index]);
            // An interned key is mostly the very object.
            if (entry is null || ReferenceEquals(entry.Key, key) || (entry.Hash == hash && string.Equals(entry.Text, key.Text, StringComparison.Ordinal)))
            {
                return entry;
            }
        }
    }

    /// <summary>The entry of the key with this text, or null.</summary>
    internal CacheEntry<TRecord>? Find(ReadOnlySpan<char> text, int hash)
    {
        var slots = Volatile.Read(ref _slots);
        for (var index = hash & (slots.Length - 1); ; index = (index + 1) & (slots.Length - 1))
        {
            var entry = Volatile.Read(ref slots[index]);
            if (entry is null || (entry.Hash == hash && text.SequenceEqual(entry.Text)))
            {
                return entry;
            }
        }
    }

    internal void Add(CacheEntry<TRecord> entry)
    {
        if (4 * (Count + 1) > _slots.Length)
        {
            Grow();
        }

        Place(_slots, entry);
        Count++;
    }

    internal void Remove(CacheEntry<TRecord> entry)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var hole = entry.Hash & mask;
        while (!ReferenceEquals(slots[hole], entry))
        {
            hole = (hole + 1) & mask;
        }

        for (var index = (hole + 1) & mask; slots[index] is { } later; index = (index + 1) & mask)
        {
            // Only what was pushed past the hole may move into it: its home is not between the hole and where it stands.
            if (((index - later.Hash) & mask) >= ((index - hole) & mask))
            {
                Volatile.Write(ref slots[hole], later);
                hole = index;
            }
        }

        Volatile.Write(ref slots[hole], null);
        Count--;
    }

    /// <summary>Empties the table and gives its array back.</summary>
    internal void Clear()
    {
        Volatile.Write(ref _slots, new CacheEntry<TRecord>?[SmallestSize]);
        Count = 0;
    }

    /// <summary>Every entry, in no order; under the lock.</summary>
    internal IEnumerable<CacheEntry<TRecord>> Entries => _slots.OfType<CacheEntry<TRecord>>();

    // Readers keep the old array until they are done: it is no longer written, and all that it misses is asked again.
    void Grow()
    {
        var grown = new CacheEntry<TRecord>?[2 * _slots.Length];
        foreach (var entry in _slots)
        {
            if (entry is not null)
            {
                Place(grown, entry);
            }
        }

        Volatile.Write(ref _slots, grown);
    }

    static void Place(CacheEntry<TRecord>?[] slots, CacheEntry<TRecord> entry)
    {
        var mask = slots.Length - 1;
        var index = entry.Hash & mask;
        while (slots[index] is not null)
        {
            index = (index + 1) & mask;
        }

        Volatile.Write(ref slots[index], entry);
    }
}
