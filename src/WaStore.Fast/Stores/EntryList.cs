namespace WaStore.Fast.Stores;

/// <summary>A list that hands its content out as memory and keeps its array when it is cleared.</summary>
sealed class EntryList<T>
{
    T[] _items = [];

    internal int Count { get; private set; }

    internal ReadOnlyMemory<T> Content => _items.AsMemory(0, Count);

    internal ref T this[int index] => ref _items.AsSpan(0, Count)[index];

    internal int Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, 2 * Count));
        }

        _items[Count] = item;
        return Count++;
    }

    /// <summary>Removes an item by moving the last one to its place.</summary>
    internal void RemoveAt(int index)
    {
        this[index] = _items[--Count];
        // A record's bytes must not stay reachable from a batch that no longer holds it.
        _items[Count] = default!;
    }

    internal void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }
}
