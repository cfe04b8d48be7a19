namespace WaStore.Fast.Directories;

/// <summary>From a contact hash to the LIDs it can mean, of every pair that is stored: 12 bytes for each of a pair's two hashes, at most 24 with the places that are free.</summary>
/// <remarks>
/// Thread-safe. Hashes have 24 bits, so that of 100,000 contacts one in a hundred shares its hash: all that it can mean are answered.
/// </remarks>
sealed class ContactHashIndex
{
    const int MinPlaces = 16;

    // 24 bits of hash, and a mark in the place of one that was removed.
    const int Free = 0;
    const int Removed = -1;

    readonly Lock _gate = new();
    readonly UserNumbers _numbers = new();
    int[] _hashes = new int[MinPlaces];
    ulong[] _lids = new ulong[MinPlaces];
    int _taken;
    int _count;

    /// <summary>How many hashes there are, two for a pair.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    internal long Bytes => (long)_hashes.Length * (sizeof(int) + sizeof(ulong));

    internal void Add(string lid, string phone)
    {
        var (ofLid, ofPhone) = (ContactHash.Of(lid), ContactHash.Of(phone));
        lock (_gate)
        {
            Add(ofLid, lid);
            Add(ofPhone, lid);
        }
    }

    /// <summary>A LID is another phone number's now.</summary>
    internal void RemovePhone(string lid, string phone)
    {
        var hash = ContactHash.Of(phone);
        lock (_gate)
        {
            if (_numbers.TryGet(lid, out var number) && Find(hash, number) is >= 0 and var place)
            {
                _hashes[place] = Removed;
                _count--;
                _numbers.Release(number);
            }
        }
    }

    /// <summary>The LIDs of a hash, nearly always one or none.</summary>
    internal IReadOnlyList<string> Find(int hash)
    {
        lock (_gate)
        {
            List<string>? found = null;
            for (var place = PlaceOf(hash); _hashes[place] != Free; place = Next(place))
            {
                if (_hashes[place] == Marked(hash))
                {
                    (found ??= []).Add(_numbers.TextOf(_lids[place]));
                }
            }

            return found ?? (IReadOnlyList<string>)[];
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            for (var place = 0; place < _hashes.Length; place++)
            {
                if (_hashes[place] > Free)
                {
                    _numbers.Release(_lids[place]);
                }
            }

            (_hashes, _lids, _taken, _count) = (new int[MinPlaces], new ulong[MinPlaces], 0, 0);
        }
    }

    void Add(int hash, string lid)
    {
        if (_numbers.TryGet(lid, out var known) && Find(hash, known) >= 0)
        {
            return;
        }

        if ((_taken + 1) * 4L > _hashes.Length * 3L)
        {
            Rebuild();
        }

        Put(Marked(hash), _numbers.Hold(lid));
        _count++;
    }

    int Find(int hash, ulong lid)
    {
        for (var place = PlaceOf(hash); _hashes[place] != Free; place = Next(place))
        {
            if (_hashes[place] == Marked(hash) && _lids[place] == lid)
            {
                return place;
            }
        }

        return -1;
    }

    void Put(int marked, ulong lid)
    {
        var place = PlaceOf(marked - 1);
        while (_hashes[place] != Free)
        {
            place = Next(place);
        }

        (_hashes[place], _lids[place]) = (marked, lid);
        _taken++;
    }

    void Rebuild()
    {
        var (hashes, lids) = (_hashes, _lids);
        // Twice as large, unless what was removed fills it.
        var length = _count * 2L > hashes.Length ? hashes.Length * 2 : hashes.Length;
        (_hashes, _lids, _taken) = (new int[length], new ulong[length], 0);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] > Free)
            {
                Put(hashes[i], lids[i]);
            }
        }
    }

    // One more than the hash, so that none is the mark of a free place.
    static int Marked(int hash) => hash + 1;

    int PlaceOf(int hash) => (int)((uint)hash * 0x9E37_79B1) >>> 8 & (_hashes.Length - 1);

    int Next(int place) => (place + 1) & (_hashes.Length - 1);
}
