using System.Collections.Concurrent;

namespace WaStore.Fast.Signal;

/// <summary>Hands out one object per text, for as many texts as are in use lately. Thread-safe; a hit takes no lock and allocates nothing.</summary>
/// <remarks>
/// Bounded by two generations: keys are made in the young one; once that is full it becomes the old one, and what was old and not asked for
/// since is forgotten. Nothing is counted per lookup, and no weak handle is spent per key. Forgetting is harmless because equality is by text:
/// a key that is made again finds the entries of its forgotten twin, at the price of one string comparison.
/// </remarks>
sealed class SignalKeyTable<TKey>(int capacity, Func<string, TKey> make)
    where TKey : SignalKey
{
    readonly Lock _turn = new();
    readonly int _generationSize = capacity >= 2 ? capacity / 2 : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "The table holds two keys at least.");
    volatile Generation _young = new();
    volatile Generation _old = new();

    /// <summary>How many keys are held: at most the capacity, and for a moment as many more as threads make one at once.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The key of <paramref name="text"/>; a new one takes this very string.</summary>
    public TKey Get(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _young.Keys.TryGetValue(text, out var key) ? key : Promote(text);
    }

    /// <summary>The key of <paramref name="text"/>; only a new one makes a string of it.</summary>
    public TKey Get(ReadOnlySpan<char> text) => _young.BySpan.TryGetValue(text, out var key) ? key : Promote(text);

    TKey Promote(ReadOnlySpan<char> text) => _old.BySpan.TryGetValue(text, out var key) ? Add(key) : Promote(text.ToString());

    TKey Promote(string text) => Add(_old.Keys.TryGetValue(text, out var key) ? key : make(text));

    TKey Add(TKey key)
    {
        var young = _young;
        var held = young.Keys.GetOrAdd(key.Text, key);
        if (ReferenceEquals(held, key) && young.Grow() >= _generationSize)
        {
            Turn(young);
        }

        return held;
    }

    void Turn(Generation full)
    {
        lock (_turn)
        {
            if (ReferenceEquals(_young, full))
            {
                _old = full;
                _young = new Generation();
            }
        }
    }

    sealed class Generation
    {
        int _count;

        public Generation()
        {
            Keys = new ConcurrentDictionary<string, TKey>(KeyTextComparer.Instance);
            BySpan = Keys.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public ConcurrentDictionary<string, TKey> Keys { get; }

        public ConcurrentDictionary<string, TKey>.AlternateLookup<ReadOnlySpan<char>> BySpan { get; }

        // ConcurrentDictionary.Count takes all of its locks.
        public int Count => Volatile.Read(ref _count);

        public int Grow() => Interlocked.Increment(ref _count);
    }
}
