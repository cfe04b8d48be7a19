namespace WaStore.Fast.Directories;

/// <summary>Finds slots by a number: open addressing over an array of slot numbers, 4 bytes for each place.</summary>
/// <remarks>Not thread-safe: its owner's lock covers it. The hash has a seed of the process, so that nobody from outside can make numbers collide.</remarks>
sealed class SlotIndex
{
    const int MinPlaces = 16;

    static readonly ulong s_seed = (ulong)Random.Shared.NextInt64() | 1;

    // A slot's number plus one; 0 is free.
    int[] _places = new int[MinPlaces];
    int _count;

    internal int Count => _count;

    internal long Bytes => (long)_places.Length * sizeof(int);

    /// <summary>The slot with this number, or -1.</summary>
    internal int Find<TKey>(ulong number, LidPnSlot[] slots)
        where TKey : ISlotKey
    {
        for (var place = PlaceOf(number); _places[place] != 0; place = Next(place))
        {
            var slot = _places[place] - 1;
            if (TKey.Of(slots[slot]) == number)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Points the slot's number to it, also when it pointed to another one.</summary>
    internal void Set<TKey>(int slot, LidPnSlot[] slots)
        where TKey : ISlotKey
    {
        if ((_count + 1) * 4L > _places.Length * 3L)
        {
            Grow<TKey>(slots);
        }

        var number = TKey.Of(slots[slot]);
        var place = PlaceOf(number);
        for (; _places[place] != 0; place = Next(place))
        {
            if (TKey.Of(slots[_places[place] - 1]) == number)
            {
                _places[place] = slot + 1;
                return;
            }
        }

        _places[place] = slot + 1;
        _count++;
    }

    /// <summary>Forgets the slot's number, if it points to this slot.</summary>
    internal void Remove<TKey>(int slot, LidPnSlot[] slots)
        where TKey : ISlotKey
    {
        var place = PlaceOf(TKey.Of(slots[slot]));
        while (_places[place] != slot + 1)
        {
            if (_places[place] == 0)
            {
                return;
            }

            place = Next(place);
        }

        _places[place] = 0;
        _count--;
        // What came behind may have been pushed over the place that is free now.
        for (var later = Next(place); _places[later] != 0; later = Next(later))
        {
            var home = PlaceOf(TKey.Of(slots[_places[later] - 1]));
            if (((later - home) & (_places.Length - 1)) >= ((later - place) & (_places.Length - 1)))
            {
                (_places[place], _places[later]) = (_places[later], 0);
                place = later;
            }
        }
    }

    internal void Clear()
    {
        _places = new int[MinPlaces];
        _count = 0;
    }

    void Grow<TKey>(LidPnSlot[] slots)
        where TKey : ISlotKey
    {
        var old = _places;
        _places = new int[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                var place = PlaceOf(TKey.Of(slots[entry - 1]));
                while (_places[place] != 0)
                {
                    place = Next(place);
                }

                _places[place] = entry;
            }
        }
    }

    int PlaceOf(ulong number)
    {
        var hash = (number ^ (number >> 32)) * 0x9E37_79B9_7F4A_7C15 * s_seed;
        return (int)(hash >> 40) & (_places.Length - 1);
    }

    int Next(int place) => (place + 1) & (_places.Length - 1);
}

/// <summary>By which number a slot is found.</summary>
interface ISlotKey
{
    static abstract ulong Of(in LidPnSlot slot);
}

/// <summary>By LID.</summary>
readonly struct ByLid : ISlotKey
{
    public static ulong Of(in LidPnSlot slot) => slot.Lid;
}

/// <summary>By phone number.</summary>
readonly struct ByPhone : ISlotKey
{
    public static ulong Of(in LidPnSlot slot) => slot.Phone;
}
