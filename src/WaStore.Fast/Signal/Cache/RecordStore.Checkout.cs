namespace WaStore.Fast.Signal;

sealed partial class RecordStore<TRecord>
{
    /// <summary>Takes the entry if it is cached and nobody has it.</summary>
    internal CheckoutStatus TryCheckout(SignalKey key, int hash, out Checkout<TRecord> checkout)
    {
        var stripe = StripeOf(hash);
        // Before the entry is looked at: a clear in between makes the checkout older than the clear, never younger.
        var generation = _life.Generation;
        lock (stripe.Gate)
        {
            checkout = default;
            if (stripe.Table.Find(key, hash) is not { } entry)
            {
                return CheckoutStatus.Declined;
            }

            entry.Touch();
            return Take(stripe, entry, generation, out checkout);
        }
    }

    CheckoutStatus Take(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, long generation, out Checkout<TRecord> checkout)
    {
        checkout = default;
        if (entry.Is(EntryStates.Loading | EntryStates.CheckedOut))
        {
            return entry.Is(EntryStates.Loading) ? CheckoutStatus.Declined : CheckoutStatus.Busy;
        }

        entry.Owner = ++stripe.LastOwner;
        entry.State |= EntryStates.CheckedOut;
        checkout = new Checkout<TRecord>(this, entry, entry.Owner, entry.Record, generation);
        return CheckoutStatus.Owned;
    }

    internal bool Commit(CacheEntry<TRecord> entry, long token, long generation, TRecord record)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Gate)
        {
            _life.ThrowIfClosed();
            // A removed entry has no owner. A clear that is about to remove this one has raised the generation first.
            if (entry.Owner != token || generation != _life.Generation)
            {
                return false;
            }

            if (entry.Is(EntryStates.HasPreKeys))
            {
                _preKeys?.Committed(entry.Key, token);
            }

            entry.Owner = 0;
            Write(stripe, entry, record);
        }

        _life.Demand();
        return true;
    }

    internal void Cancel(CacheEntry<TRecord> entry, long token)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Gate)
        {
            if (entry.Owner != token)
            {
                return;
            }

            LoseOwner(entry);
            entry.State &= ~EntryStates.CheckedOut;
            entry.AssertValid();
        }
    }
}
