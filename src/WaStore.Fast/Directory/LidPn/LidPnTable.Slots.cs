namespace WaStore.Fast.Directories;

/// <content>Which slot is taken, and which goes.</content>
sealed partial class LidPnTable
{
    const int FirstSlots = 64;

    uint Now => _idleTicks is null ? 0 : (uint)(_time.GetElapsedTime(_start).TotalSeconds / SecondsPerTick);

    bool IsIdle(int slot, uint now) => _idleTicks is { } limit && _slots[slot].IdleSince(now) >= limit;

    int TakeSlot()
    {
        if (_capacity is { } capacity && _lids.Count >= capacity)
        {
            EvictOne();
        }

        if (_free >= 0)
        {
            var slot = _free;
            _free = (int)_slots[slot].Lid - 1;
            return slot;
        }

        if (_used == _slots.Length)
        {
            var length = Math.Max(FirstSlots, _slots.Length * 2);
            Array.Resize(ref _slots, _capacity is { } most ? Math.Min(length, most) : length);
        }

        return _used++;
    }

    // CLOCK: the hand gives a second chance to what was asked for since it came by. Two rounds are enough, since the first takes the chances away.
    void EvictOne()
    {
        var now = Now;
        while (true)
        {
            _hand = _hand + 1 < _used ? _hand + 1 : 0;
            ref var slot = ref _slots[_hand];
            if (!slot.IsUsed)
            {
                continue;
            }

            if (slot.IsReferenced && !IsIdle(_hand, now))
            {
                slot.IsReferenced = false;
                continue;
            }

            Drop(_hand);
            return;
        }
    }

    void Drop(int slot)
    {
        _lids.Remove<ByLid>(slot, _slots);
        _phones.Remove<ByPhone>(slot, _slots);
        _numbers.Release(_slots[slot].Lid);
        _numbers.Release(_slots[slot].Phone);
        // The list of free slots goes through the first word.
        _slots[slot] = new LidPnSlot { Lid = (ulong)(_free + 1) };
        _free = slot;
    }
}
