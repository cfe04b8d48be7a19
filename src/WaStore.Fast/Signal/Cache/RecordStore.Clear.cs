namespace WaStore.Fast.Signal;

sealed partial class RecordStore<TRecord>
{
    /// <summary>Drops everything, pending or not. Owners own nothing any more, and reads under way install nothing.</summary>
    internal void Clear()
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                foreach (var entry in stripe.Table.Entries.ToArray())
                {
                    Remove(stripe, entry);
                }

                stripe.Table.Clear();
            }
        }

        _bounds.Reset();
    }

    /// <summary>Drops what the store has too and nobody owns. It is read again exactly as it was.</summary>
    internal void ClearClean()
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                RemoveUnowned(stripe, stripe.Clean);
                RemoveUnowned(stripe, stripe.Absent);
            }
        }

        _bounds.Reset();
    }

    /// <summary>Drops what somebody else may have changed in the store: all but what is pending or owned. Reads under way install nothing and are done again.</summary>
    internal void Forget()
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                foreach (var entry in stripe.Table.Entries.ToArray())
                {
                    if (!entry.Is(EntryStates.Dirty | EntryStates.Deleted | EntryStates.CheckedOut))
                    {
                        Remove(stripe, entry);
                    }
                }
            }
        }
    }

    /// <summary>Returns once every writer that was inside when this was called is done, so that a flush after it sees what they wrote.</summary>
    internal void LetWritersOut()
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
            }
        }
    }

    void RemoveUnowned(Stripe<TRecord> stripe, EntryQueue<TRecord> queue)
    {
        for (var entry = queue.First; entry is not null;)
        {
            var next = entry.Next;
            if (!entry.Is(EntryStates.CheckedOut))
            {
                Remove(stripe, entry);
            }

            entry = next;
        }
    }
}
