namespace WaStore.Fast.Signal;

/// <content>
/// Reads of what is not cached. They happen outside all locks, behind an entry that says "loading": a key has at most one read under way, and only
/// the read that the entry still names may fill it. What was written, flushed and even evicted meanwhile is therefore never hidden by older bytes.
/// </content>
sealed partial class RecordStore<TRecord>
{
    /// <summary>The record, from the store if it is not cached.</summary>
    internal ValueTask<TRecord?> GetAsync(SignalKey key, int hash, CancellationToken cancellationToken)
    {
        return TryGet(key, hash, out var record) ? new ValueTask<TRecord?>(record) : Slow(this, key, hash, cancellationToken);

        static async ValueTask<TRecord?> Slow(RecordStore<TRecord> store, SignalKey key, int hash, CancellationToken cancellationToken)
        {
            var arrival = await store.ReadThroughAsync(key, hash, checkout: false, cancellationToken).ConfigureAwait(false);
            return arrival.Record;
        }
    }

    /// <summary>The ownership of the entry, from the store if it is not cached.</summary>
    /// <returns>Null when somebody else is the owner.</returns>
    internal async ValueTask<Checkout<TRecord>?> CheckoutAsync(SignalKey key, int hash, CancellationToken cancellationToken)
    {
        var arrival = await ReadThroughAsync(key, hash, checkout: true, cancellationToken).ConfigureAwait(false);
        return arrival.Status is CheckoutStatus.Owned ? arrival.Checkout : null;
    }

    async ValueTask<Arrival> ReadThroughAsync(SignalKey key, int hash, bool checkout, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryArrive(key, hash, checkout, out var arrival, out var entry, out var read))
            {
                return arrival;
            }

            if (entry is null)
            {
                var failure = await read.Completion.WaitAsync(cancellationToken).ConfigureAwait(false);
                Rethrow(failure);
            }
            else if (await ReadAsync(entry, read, checkout, cancellationToken).ConfigureAwait(false) is { } arrived)
            {
                return arrived;
            }
        }
    }

    /// <summary>Answers from the entry if it is known; else says which read to wait for, and gives the entry to who has to do that read.</summary>
    bool TryArrive(SignalKey key, int hash, bool checkout, out Arrival arrival, out CacheEntry<TRecord>? toRead, out PendingRead read)
    {
        var stripe = StripeOf(hash);
        var generation = _life.Generation;
        lock (stripe.Gate)
        {
            toRead = null;
            if (stripe.Table.Find(key, hash) is not { } entry)
            {
                toRead = AddLoading(stripe, key, hash, new PendingRead());
                read = toRead.Read!;
                arrival = default;
                return false;
            }

            entry.Touch();
            read = entry.Read!;
            arrival = entry.Is(EntryStates.Loading) ? default : Arrive(stripe, entry, checkout, generation);
            return !entry.Is(EntryStates.Loading);
        }
    }

    CacheEntry<TRecord> AddLoading(Stripe<TRecord> stripe, SignalKey key, int hash, PendingRead read)
    {
        var entry = Add(stripe, key, hash);
        entry.Read = read;
        Become(stripe, entry, EntryStates.Loading, content: null, EntryBytes);
        return entry;
    }

    Arrival Arrive(Stripe<TRecord> stripe, CacheEntry<TRecord> entry, bool checkout, long generation)
    {
        return checkout
            ? new Arrival(entry.Record, Take(stripe, entry, generation, out var taken), taken)
            : new Arrival(entry.Record, CheckoutStatus.Declined, default);
    }

    /// <summary>Reads for the entry. Null when it is gone and has to be looked for again.</summary>
    async ValueTask<Arrival?> ReadAsync(CacheEntry<TRecord> entry, PendingRead read, bool checkout, CancellationToken cancellationToken)
    {
        TRecord? record;
        _life.Counters.Reads();
        try
        {
            record = await _rows.ReadAsync(entry.Key.Text, _life, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A read that failed is no absence.
            GiveUp(entry, read);
            read.Complete(exception);
            throw;
        }

        var arrival = Filled(entry, read, record, checkout);
        read.Complete(failure: null);
        TrimAfter(entries: 1, entry.Bytes);
        return arrival;
    }

    Arrival? Filled(CacheEntry<TRecord> entry, PendingRead read, TRecord? record, bool checkout)
    {
        var stripe = StripeOf(entry.Hash);
        var generation = _life.Generation;
        lock (stripe.Gate)
        {
            if (ReferenceEquals(entry.Read, read))
            {
                Install(stripe, entry, record);
            }

            // Written since: that is newer than what was read. Removed since: nothing is known.
            return entry.Is(EntryStates.Removed) ? null : Arrive(stripe, entry, checkout, generation);
        }
    }

    void GiveUp(CacheEntry<TRecord> entry, PendingRead read)
    {
        var stripe = StripeOf(entry.Hash);
        lock (stripe.Gate)
        {
            if (ReferenceEquals(entry.Read, read))
            {
                Remove(stripe, entry);
            }
        }
    }

    static void Rethrow(Exception? failure)
    {
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    readonly record struct Arrival(TRecord? Record, CheckoutStatus Status, Checkout<TRecord> Checkout);
}
