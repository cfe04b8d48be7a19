namespace WaStore.Fast.Signal;

/// <content>Every change of an entry, under its stripe's lock. The content is published last.</content>
sealed partial class RecordStore<TRecord>
{
    const EntryStates Lasting = EntryStates.Indexed | EntryStates.HasPreKeys;

    // What an entry costs beside its record: the entry, its slots, its share of the key.
    const int EntryBytes = 200;

    static CacheEntry<TRecord> Add(Stripe<TRecord> stripe, SignalKey key, int hash)
    {
        var entry = new CacheEntry<TRecord>(key, hash) { Bytes = EntryBytes };
        stripe.Table.Add(entry);
        return entry;
    }

    /// <summary>A new record that the store does not have. Whoever owned the entry owns nothing any more.</summary>
    void Write(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, TRecord record)
    {
        var gated = entry.State & EntryStates.Gated;
        entry.Version++;
        if (record.RaisesLease)
        {
            if (gated == 0)
            {
                // Before anybody can see the record (spec/caches.md 12.4 no. 1).
                _life.Sends.Raise();
                gated = EntryStates.Gated;
            }

            entry.GateVersion = entry.Version;
        }

        LoseOwner(entry);
        Become(stripe, entry, (entry.State & Lasting) | gated | EntryStates.Present | EntryStates.Dirty, record, EntryBytes + record.EncodedLength);
    }

    /// <summary>There is no record any more, and the store's row has to go. A gate stays until it is gone.</summary>
    void Bury(Stripe<TRecord> stripe, CacheEntry<TRecord> entry)
    {
        entry.Version++;
        LoseOwner(entry);
        Become(stripe, entry, (entry.State & (Lasting | EntryStates.Gated)) | EntryStates.Absent | EntryStates.Deleted, KnownAbsent.Value, EntryBytes);
    }

    /// <summary>What the store has, for an entry that nobody wrote since the read began.</summary>
    void Install(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, TRecord? record)
    {
        var known = record is null ? EntryStates.Absent : EntryStates.Present;
        Become(stripe, entry, (entry.State & Lasting) | known, record ?? KnownAbsent.Value, EntryBytes + (record?.EncodedLength ?? 0));
    }

    /// <summary>The store has <paramref name="version"/> now; what was written since stays pending, and so does its gate.</summary>
    void Settle(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, long version)
    {
        if (entry.Is(EntryStates.Removed))
        {
            return;
        }

        // A later edit under the lease that is durable now needs no gate of its own.
        if (entry.Is(EntryStates.Gated) && entry.GateVersion <= version)
        {
            entry.State &= ~EntryStates.Gated;
            _life.Sends.Lower();
        }

        if (entry.Version == version)
        {
            Become(stripe, entry, entry.State & ~(EntryStates.Dirty | EntryStates.Deleted), entry.Content, entry.Bytes);
        }
    }

    /// <summary>Takes the entry out of the cache, whatever it holds. A reader that has it in hand still reads what it held.</summary>
    void Remove(Stripe<TRecord> stripe, CacheEntry<TRecord> entry)
    {
        if (entry.Is(EntryStates.Gated))
        {
            entry.State &= ~EntryStates.Gated;
            _life.Sends.Lower();
        }

        if (entry.Is(EntryStates.Indexed))
        {
            _users?.Remove(entry.Key);
        }

        LoseOwner(entry);
        stripe.Table.Remove(entry);
        Enqueue(stripe, entry, null, entry.Bytes);
        entry.Read = null;
        entry.State = EntryStates.Removed;
    }

    // The session for which an owner consumed pre-keys never comes to be when its ownership ends without a commit.
    void LoseOwner(CacheEntry<TRecord> entry)
    {
        if (entry.Owner != 0 && entry.Is(EntryStates.HasPreKeys))
        {
            _preKeys?.Cancelled(entry.Key, entry.Owner);
        }

        entry.Owner = 0;
    }

    void Become(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, EntryStates state, object? content, int bytes)
    {
        if ((state & EntryStates.Present) != 0 && (state & EntryStates.Indexed) == 0 && _users is not null)
        {
            _users.Add(entry.Key);
            state |= EntryStates.Indexed;
        }

        entry.State = state;
        if ((state & EntryStates.Loading) == 0)
        {
            entry.Read = null;
        }

        Enqueue(stripe, entry, stripe.QueueOf(state), bytes);
        entry.Content = content;
        entry.AssertValid();
    }

    void Enqueue(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, EntryQueue<TRecord>? to, int bytes)
    {
        var from = entry.Queue;
        var before = stripe.Pending.Bytes;
        var wasBusy = stripe.Pending.Count != 0;
        if (ReferenceEquals(from, to))
        {
            if (bytes == entry.Bytes)
            {
                return;
            }

            to?.Resize(entry, bytes);
        }
        else
        {
            from?.Remove(entry);
            entry.Bytes = bytes;
            to?.AddLast(entry);
        }

        if (ReferenceEquals(from, stripe.Pending) || ReferenceEquals(to, stripe.Pending))
        {
            CountPending(stripe, stripe.Pending.Bytes - before, wasBusy);
        }
    }

    void CountPending(Stripe<TRecord> stripe, long bytes, bool wasBusy)
    {
        var isBusy = stripe.Pending.Count != 0;
        stripe.UncountedPending += bytes;
        if (!isBusy || Math.Abs(stripe.UncountedPending) > _life.Pending.Grain)
        {
            _life.Pending.Add(stripe.UncountedPending);
            stripe.UncountedPending = 0;
        }

        if (isBusy && !wasBusy)
        {
            _ = Interlocked.Or(ref _busy[stripe.Index / BitsPerWord], 1L << stripe.Index);
            _life.Pending.StripeIsBusy();
        }
        else if (!isBusy && wasBusy)
        {
            _ = Interlocked.And(ref _busy[stripe.Index / BitsPerWord], ~(1L << stripe.Index));
            _life.Pending.StripeIsIdle();
        }
    }
}
