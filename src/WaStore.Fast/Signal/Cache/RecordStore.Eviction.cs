namespace WaStore.Fast.Signal;

/// <content>
/// Bounds. A hand goes round the stripes and takes each one's oldest clean entry, unless it was used since it last came there: such an entry goes to
/// the end once. What is pending, owned or being read stands in no queue that is looked at, or is passed over, so no pass grows with it.
/// </content>
sealed partial class RecordStore<TRecord>
{
    readonly CacheBounds _bounds;
    readonly Lock _pass = new();
    uint _hand;

    // How many entries, and how many bytes, may still become clean before a bound can be passed. What leaves the clean ones is not counted: the next pass comes early then, never late.
    long _freeEntries;
    long _freeBytes;
    int _turnsAtPass;

    /// <summary>What the entries take, as it can be seen without a lock.</summary>
    internal CachedKind Size
    {
        get
        {
            var size = default(CachedKind);
            foreach (var stripe in _stripes)
            {
                size = new CachedKind(
                    size.Clean + stripe.Clean.Count,
                    size.Absent + stripe.Absent.Count,
                    size.Pending + stripe.Pending.Count,
                    size.Bytes + stripe.Clean.Bytes + stripe.Absent.Bytes + stripe.Pending.Bytes,
                    size.PendingBytes + stripe.Pending.Bytes);
            }

            return size;
        }
    }

    /// <summary>Evicts what is too much now that so many more are clean. Mostly that is known without a look at any stripe.</summary>
    void TrimAfter(int entries, long bytes)
    {
        var freeEntries = Interlocked.Add(ref _freeEntries, -entries);
        if (Interlocked.Add(ref _freeBytes, -bytes) < 0 || freeEntries < 0 || _bounds.Turns != Volatile.Read(ref _turnsAtPass))
        {
            Trim();
        }
    }

    /// <summary>Evicts until the clean entries are within their bounds, as far as they can be evicted.</summary>
    void Trim()
    {
        lock (_pass)
        {
            Volatile.Write(ref _turnsAtPass, _bounds.Turns);
            // First of all: whoever adds a clean entry meanwhile takes it off what is found free below, or is counted there; or both, which errs on the early side.
            _ = Interlocked.Exchange(ref _freeEntries, 0);
            _ = Interlocked.Exchange(ref _freeBytes, 0);
            var (records, bytes, absences) = (0L, 0L, 0L);
            foreach (var stripe in _stripes)
            {
                records += stripe.Clean.Count;
                bytes += stripe.Clean.Bytes;
                absences += stripe.Absent.Count;
            }

            var (mostRecords, mostAbsences) = _bounds.Counts;
            while ((records > mostRecords || bytes > _bounds.Bytes) && EvictOne(static stripe => stripe.Clean) is var freed and > 0)
            {
                records--;
                bytes -= freed;
            }

            while (absences > mostAbsences && EvictOne(static stripe => stripe.Absent) > 0)
            {
                absences--;
            }

            _ = Interlocked.Add(ref _freeEntries, Math.Min(mostRecords - records, mostAbsences - absences));
            _ = Interlocked.Add(ref _freeBytes, _bounds.Bytes - bytes);
        }
    }

    /// <summary>The bytes that one evicted entry took, 0 when no stripe has one to evict.</summary>
    int EvictOne(Func<Stripe<TRecord>, EntryQueue<TRecord>> queueOf)
    {
        // The first round may find that everything was used since the last one; the second does not.
        for (var tries = 0; tries < 2 * _stripes.Length; tries++)
        {
            var stripe = _stripes[Interlocked.Increment(ref _hand) & (uint)(_stripes.Length - 1)];
            var queue = queueOf(stripe);
            if (queue.Count == 0)
            {
                continue;
            }

            lock (stripe.Gate)
            {
                if (Victim(queue) is { } entry)
                {
                    var bytes = entry.Bytes;
                    Remove(stripe, entry);
                    _life.Counters.Evicted();
                    return bytes;
                }
            }
        }

        return 0;
    }

    static CacheEntry<TRecord>? Victim(EntryQueue<TRecord> queue)
    {
        // Not the ones whose second chance is taken now: other stripes may hold what was not used at all.
        for (var left = queue.Count; left > 0 && queue.First is { } entry; left--)
        {
            if (!entry.WasUsed && !entry.Is(EntryStates.CheckedOut))
            {
                return entry;
            }

            entry.Forget();
            queue.MoveToEnd(entry);
        }

        return null;
    }
}
