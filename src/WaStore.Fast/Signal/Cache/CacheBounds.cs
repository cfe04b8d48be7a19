namespace WaStore.Fast.Signal;

/// <summary>How much one kind of record may take in the cache. What is not in the store yet is not counted: it is bounded by making writers wait.</summary>
/// <param name="entries">How many records.</param>
/// <param name="bytes">How many bytes of records.</param>
/// <param name="absences">How many keys that are known to have no record.</param>
sealed class CacheBounds(int entries, long bytes, int absences)
{
    int _workingSet;

    internal int Entries => Math.Max(entries, Volatile.Read(ref _workingSet));

    internal long Bytes { get; } = bytes;

    internal int Absences => Math.Max(absences, Volatile.Read(ref _workingSet));

    /// <summary>Makes room for a group that is loaded at once, and an eighth: a bound below it would throw its first members out for the last.</summary>
    internal void MakeRoomFor(int keys)
    {
        var needed = keys + (keys / 8);
        for (var seen = Volatile.Read(ref _workingSet); seen < needed;)
        {
            var before = Interlocked.CompareExchange(ref _workingSet, needed, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Back to the bound that was asked for.</summary>
    internal void Reset() => Volatile.Write(ref _workingSet, 0);
}
