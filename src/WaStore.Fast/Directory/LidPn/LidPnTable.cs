namespace WaStore.Fast.Directories;

/// <summary>
/// Pairs in the process, found from both sides, in about 40 bytes each: slots of 24 bytes and two arrays of places (spec/caches.md 12.2).
/// </summary>
/// <remarks>
/// <para>Thread-safe; a call takes one short lock. Bounded by number (an entry that was not asked for lately goes first) and by idleness.</para>
/// <para>A LID has one phone number, the one learnt last. Other than in the reference, a phone number whose LID went to another number is forgotten here, as the
/// store forgets it.</para>
/// </remarks>
sealed partial class LidPnTable
{
    /// <summary>How exact idleness is, in seconds: the time of the last access has 22 bits.</summary>
    const int SecondsPerTick = 16;

    readonly Lock _gate = new();
    readonly UserNumbers _numbers = new();
    readonly SlotIndex _lids = new();
    readonly SlotIndex _phones = new();
    readonly int? _capacity;
    readonly uint? _idleTicks;
    readonly TimeProvider _time;
    readonly long _start;
    LidPnSlot[] _slots = [];
    int _used;
    int _free = -1;
    int _hand;

    internal LidPnTable(int? capacity, TimeSpan? idle, TimeProvider time)
    {
        _capacity = capacity;
        _idleTicks = idle is { } limit ? (uint)Math.Clamp(limit.TotalSeconds / SecondsPerTick, 1, 1 << 20) : null;
        _time = time;
        _start = time.GetTimestamp();
    }

    /// <summary>How many pairs there are.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _lids.Count;
            }
        }
    }

    /// <summary>How many phone numbers lead to a LID.</summary>
    internal int PhoneCount
    {
        get
        {
            lock (_gate)
            {
                return _phones.Count;
            }
        }
    }

    /// <summary>The memory of the arrays; texts that are no decimals come on top.</summary>
    internal long Bytes
    {
        get
        {
            lock (_gate)
            {
                return ((long)_slots.Length * 24) + _lids.Bytes + _phones.Bytes;
            }
        }
    }

    /// <summary>The pair of a LID or phone number.</summary>
    internal LidPnEntry? Find(in LidPnKey key)
    {
        lock (_gate)
        {
            var slot = FindSlot(key.User, key.IsLid);
            return slot < 0 ? null : EntryOf(slot);
        }
    }

    /// <summary>Writes the other side of a user into a buffer: a hit allocates nothing.</summary>
    internal bool TryFind(ReadOnlySpan<char> user, bool isLid, Span<char> other, out int length)
    {
        lock (_gate)
        {
            length = 0;
            var slot = FindSlot(user, isLid);
            return slot >= 0 && _numbers.TryWrite(isLid ? _slots[slot].Phone : _slots[slot].Lid, other, out length);
        }
    }

    /// <summary>Sets the phone number of a LID.</summary>
    /// <param name="entry">The pair.</param>
    /// <param name="leads">Whether the phone number leads to this LID from now on. Decided by the caller, since what the number led to may have been evicted.</param>
    internal void Add(LidPnEntry entry, bool leads)
    {
        lock (_gate)
        {
            if (_capacity == 0)
            {
                return;
            }

            var lid = _numbers.Hold(entry.Lid);
            var phone = _numbers.Hold(entry.PhoneNumber);
            var slot = _lids.Find<ByLid>(lid, _slots);
            if (slot < 0)
            {
                slot = TakeSlot();
                _slots[slot].Set(lid, phone, entry.CreatedAt, entry.LearningSource, Now);
                _lids.Set<ByLid>(slot, _slots);
            }
            else
            {
                Replace(slot, lid, phone, entry);
            }

            if (leads)
            {
                _phones.Set<ByPhone>(slot, _slots);
            }
        }
    }

    internal void Clear()
    {
        lock (_gate)
        {
            for (var slot = 0; slot < _used; slot++)
            {
                if (_slots[slot].IsUsed)
                {
                    _numbers.Release(_slots[slot].Lid);
                    _numbers.Release(_slots[slot].Phone);
                }
            }

            (_slots, _used, _free, _hand) = ([], 0, -1, 0);
            _lids.Clear();
            _phones.Clear();
        }
    }

    void Replace(int slot, ulong lid, ulong phone, LidPnEntry entry)
    {
        ref var known = ref _slots[slot];
        // Both sides are held once more than there are slots that name them.
        _numbers.Release(lid);
        _numbers.Release(known.Phone);
        var created = entry.CreatedAt;
        if (known.Phone != phone)
        {
            _phones.Remove<ByPhone>(slot, _slots);
        }
        else
        {
            // The pair is as new as the newest that said so.
            created = Math.Max(created, known.CreatedAt);
        }

        known.Set(lid, phone, created, entry.LearningSource, Now);
    }

    int FindSlot(ReadOnlySpan<char> user, bool isLid)
    {
        if (!_numbers.TryGet(user, out var number))
        {
            return -1;
        }

        var slot = isLid ? _lids.Find<ByLid>(number, _slots) : _phones.Find<ByPhone>(number, _slots);
        if (slot < 0)
        {
            return -1;
        }

        var now = Now;
        if (IsIdle(slot, now))
        {
            Drop(slot);
            return -1;
        }

        _slots[slot].Access(now);
        return slot;
    }

    LidPnEntry EntryOf(int slot)
    {
        ref readonly var found = ref _slots[slot];
        return new LidPnEntry(_numbers.TextOf(found.Lid), _numbers.TextOf(found.Phone), found.CreatedAt, found.Source);
    }
}
