namespace WaStore.Fast.Signal;

sealed partial class RecordStore<TRecord>
{
    /// <summary>Sets the record, whatever was there: an owner loses the entry, a delete that waits is off.</summary>
    internal void Put(SignalKey key, int hash, TRecord record)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            _life.ThrowIfClosed();
            Write(stripe, stripe.Table.Find(key, hash) ?? Add(stripe, key, hash), record);
        }

        _life.Demand();
    }

    /// <summary>Removes the record. The store's row goes with the next flush, also when none is known: it may be one that does not decode.</summary>
    internal void Delete(SignalKey key, int hash)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            _life.ThrowIfClosed();
            Bury(stripe, stripe.Table.Find(key, hash) ?? Add(stripe, key, hash));
        }

        _life.Demand();
    }

    /// <summary>
    /// Sets the record unless <paramref name="isSame"/> says that the newest one, pending or not, is it already. Declines while it is not known what
    /// is there.
    /// </summary>
    internal bool TryReplace<TState>(SignalKey key, int hash, TState state, Func<TState, TRecord, bool> isSame, Func<TState, TRecord> make, out TRecord? previous, out bool wrote)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            _life.ThrowIfClosed();
            var entry = stripe.Table.Find(key, hash);
            previous = entry?.Record;
            wrote = false;
            if (entry?.Content is null)
            {
                return false;
            }

            entry.Touch();
            wrote = previous is null || !isSame(state, previous);
            if (wrote)
            {
                Write(stripe, entry, make(state));
            }
        }

        if (wrote)
        {
            _life.Demand();
        }

        return true;
    }
}
