using System.Buffers;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <content>Reads of many keys at once: one call for all that are not cached, which also learns who has no record.</content>
sealed partial class RecordStore<TRecord>
{
    /// <summary>Raises the bounds to hold this many keys at once.</summary>
    internal void MakeRoomFor(int keys) => _bounds.MakeRoomFor(keys);

    /// <summary>Claims those of <paramref name="keys"/> that are not cached and nobody reads. Whoever claims must read or give up.</summary>
    internal Claim ClaimMissing<TKey>(ReadOnlySpan<TKey> keys)
        where TKey : SignalKey
    {
        var claim = new Claim(new BatchRead<TRecord>(this, _life));
        foreach (var key in keys)
        {
            var hash = key.GetHashCode();
            var stripe = StripeOf(hash);
            if (stripe.Table.Find(key, hash) is { Content: not null } known)
            {
                known.Touch();
                continue;
            }

            lock (stripe.Gate)
            {
                if (stripe.Table.Find(key, hash) is not { } entry)
                {
                    claim.Add(AddLoading(stripe, key, hash, claim.Batch.Read), keys.Length);
                }
                else if (entry.Read is { } read && !ReferenceEquals(read, claim.Batch.Read))
                {
                    _ = (claim.Others ??= []).Add(read);
                }
            }
        }

        return claim;
    }

    /// <summary>Reads what was claimed.</summary>
    internal async ValueTask ReadAsync(Claim claim, ISignalReads reads, CancellationToken cancellationToken)
    {
        if (claim.Count == 0)
        {
            return;
        }

        _life.Counters.Reads();
        var keys = ArrayPool<string>.Shared.Rent(claim.Count);
        try
        {
            for (var i = 0; i < claim.Count; i++)
            {
                keys[i] = claim[i].Key.Text;
            }

            await _rows.ReadManyAsync(reads, keys.AsMemory(0, claim.Count), claim.Batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GiveUp(claim, exception);
            // What had arrived stays.
            Trim();
            throw;
        }
        finally
        {
            keys.AsSpan(0, claim.Count).Clear();
            ArrayPool<string>.Shared.Return(keys);
        }

        LearnAbsences(claim);
        Trim();
    }

    /// <summary>Nothing is known of what was claimed and did not come; who waits for it is told why, or looks again.</summary>
    internal void GiveUp(Claim claim, Exception? failure)
    {
        for (var i = 0; i < claim.Count; i++)
        {
            GiveUp(claim[i], claim.Batch.Read);
        }

        claim.Batch.Read.Complete(failure);
    }

    /// <summary>A row came. It is filled in at once, for the bytes are only there during this call.</summary>
    internal void Arrived(ReadOnlySpan<char> text, TRecord? record, PendingRead read)
    {
        var hash = KeyHash.Of(text);
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            if (stripe.Table.Find(text, hash) is { } entry && ReferenceEquals(entry.Read, read))
            {
                Install(stripe, entry, record);
            }
        }
    }

    /// <summary>Nothing is known of one row of a read.</summary>
    internal void Refused(ReadOnlySpan<char> text, PendingRead read)
    {
        var hash = KeyHash.Of(text);
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            if (stripe.Table.Find(text, hash) is { } entry && ReferenceEquals(entry.Read, read))
            {
                Remove(stripe, entry);
            }
        }
    }

    void LearnAbsences(Claim claim)
    {
        for (var i = 0; i < claim.Count; i++)
        {
            var entry = claim[i];
            if (entry.Content is null)
            {
                var stripe = StripeOf(entry.Hash);
                lock (stripe.Gate)
                {
                    if (ReferenceEquals(entry.Read, claim.Batch.Read))
                    {
                        Install(stripe, entry, record: null);
                    }
                }
            }
        }

        claim.Batch.Read.Complete(failure: null);
    }

    /// <summary>The entries that one call reads for, and the reads of others that it waits for.</summary>
    internal sealed class Claim(BatchRead<TRecord> batch)
    {
        CacheEntry<TRecord>[] _entries = [];

        internal BatchRead<TRecord> Batch { get; } = batch;

        internal int Count { get; private set; }

        internal HashSet<PendingRead>? Others { get; set; }

        internal CacheEntry<TRecord> this[int index] => _entries[index];

        internal void Add(CacheEntry<TRecord> entry, int atMost)
        {
            if (_entries.Length == 0)
            {
                _entries = new CacheEntry<TRecord>[atMost];
            }

            _entries[Count++] = entry;
        }

        /// <summary>Waits for what others read. A failure of theirs is one of this call.</summary>
        internal async ValueTask WaitForOthersAsync(CancellationToken cancellationToken)
        {
            foreach (var read in Others ?? [])
            {
                Rethrow(await read.Completion.WaitAsync(cancellationToken).ConfigureAwait(false));
            }
        }
    }
}
