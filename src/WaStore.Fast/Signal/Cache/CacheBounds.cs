namespace WaStore.Fast.Signal;

/// <summary>How much one kind of record may take in the cache. What is not in the store yet is not counted: it is bounded by making writers wait.</summary>
/// <param name="entries">How many records.</param>
/// <param name="bytes">How many bytes of records.</param>
/// <param name="absences">How many keys that are known to have no record.</param>
/// <param name="time">The clock of the working set.</param>
sealed class CacheBounds(int entries, long bytes, int absences, TimeProvider time)
{
    /// <summary>What one window's largest load needs stays for the rest of it and for all of the next: a group that is written to now and then is not thrown out between.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    readonly Lock _gate = new();
    long _windowBegan = time.GetTimestamp();
    int _turns;
    int _needed;
    int _neededBefore;
    bool _isRaised;

    internal long Bytes { get; } = bytes;

    /// <summary>Changes when the bounds may have become lower. Every flush asks: while no working set holds them up, it takes neither a lock nor a look at the clock.</summary>
    internal int Turns
    {
        get
        {
            if (!Volatile.Read(ref _isRaised))
            {
                return Volatile.Read(ref _turns);
            }

            lock (_gate)
            {
                Turn();
                return _turns;
            }
        }
    }

    /// <summary>How many records and how many absences may stay now.</summary>
    internal (int Entries, int Absences) Counts
    {
        get
        {
            lock (_gate)
            {
                Turn();
                var workingSet = Math.Max(_needed, _neededBefore);
                return (Math.Max(entries, workingSet), Math.Max(absences, workingSet));
            }
        }
    }

    /// <summary>Makes room for a group that is loaded at once, and an eighth: a bound below it would throw its first members out for the last.</summary>
    internal void MakeRoomFor(int keys)
    {
        lock (_gate)
        {
            Turn();
            _needed = Math.Max(_needed, keys + (keys / 8));
            _isRaised = true;
        }
    }

    /// <summary>Back to the bounds that were asked for.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            (_needed, _neededBefore) = (0, 0);
            _isRaised = false;
            _turns++;
        }
    }

    void Turn()
    {
        var age = time.GetElapsedTime(_windowBegan);
        if (age >= Window)
        {
            (_neededBefore, _needed) = (age < 2 * Window ? _needed : 0, 0);
            _windowBegan = time.GetTimestamp();
            _isRaised = _neededBefore > 0;
            _turns++;
        }
    }
}
