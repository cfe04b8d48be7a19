namespace WaStore.Fast.Stores;

/// <summary>Puts and deletes by address, where each address stands in exactly one of the two lists: that of its last change.</summary>
sealed class AddressedChanges<T>
    where T : struct, IAddressed
{
    readonly EntryList<T> _puts = new();
    readonly EntryList<string> _deletes = new();

    // Index into the puts, or the complement of an index into the deletes.
    readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    internal ReadOnlyMemory<T> Puts => _puts.Content;

    internal ReadOnlyMemory<string> Deletes => _deletes.Content;

    internal int Count => _puts.Count + _deletes.Count;

    /// <summary>Adds what the caller knows to stand in neither list.</summary>
    internal void Append(T entry) => _ = _puts.Add(entry);

    /// <inheritdoc cref="Append(T)"/>
    internal void Append(string deleted) => _ = _deletes.Add(deleted);

    internal void Put(T entry)
    {
        FindPlaces();
        if (_places.TryGetValue(entry.Address, out var place))
        {
            if (place >= 0)
            {
                _puts[place] = entry;
                return;
            }

            RemoveDelete(~place);
        }

        _places[entry.Address] = _puts.Add(entry);
    }

    internal void Delete(string address)
    {
        FindPlaces();
        if (_places.TryGetValue(address, out var place))
        {
            if (place < 0)
            {
                return;
            }

            RemovePut(place);
        }

        _places[address] = ~_deletes.Add(address);
    }

    internal void Clear()
    {
        _puts.Clear();
        _deletes.Clear();
        _places.Clear();
    }

    // Of those that were appended.
    void FindPlaces()
    {
        if (_places.Count == Count)
        {
            return;
        }

        for (var i = 0; i < _puts.Count; i++)
        {
            _places[_puts[i].Address] = i;
        }

        for (var i = 0; i < _deletes.Count; i++)
        {
            _places[_deletes[i]] = ~i;
        }
    }

    void RemovePut(int index)
    {
        _puts.RemoveAt(index);
        if (index < _puts.Count)
        {
            _places[_puts[index].Address] = index;
        }
    }

    void RemoveDelete(int index)
    {
        _deletes.RemoveAt(index);
        if (index < _deletes.Count)
        {
            _places[_deletes[index]] = ~index;
        }
    }
}
