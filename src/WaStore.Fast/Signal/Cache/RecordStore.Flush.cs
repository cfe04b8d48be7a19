using System.Numerics;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <content>One flush at a time: capture what is pending, encode it, and when it is durable settle what nobody wrote meanwhile.</content>
sealed partial class RecordStore<TRecord>
{
    // Up to here the pages that a flush changes stay in the store's own cache (512 KB), whatever the order.
    const int MostUnsorted = 64;

    // The stripes mix the keys. In key order SQLite finds the next row on the page at hand; at random, 1,000 rows cost twice as much.
    static readonly Comparison<Captured> s_byKey = static (left, right) => string.CompareOrdinal(left.Entry.Text, right.Entry.Text);

    Captured[] _captured = [];
    int _capturedCount;

    /// <summary>How many entries the flush took along.</summary>
    internal int CapturedCount => _capturedCount;

    /// <summary>Notes every pending entry with its version and record. Nothing about the entries changes, so a flush that fails undoes nothing.</summary>
    /// <returns>Whether a lease is among them, for which the commit must survive a power cut.</returns>
    internal bool Capture()
    {
        var leased = false;
        for (var word = 0; word < _busy.Length; word++)
        {
            for (var busy = Volatile.Read(ref _busy[word]); busy != 0; busy &= busy - 1)
            {
                leased |= Capture(_stripes[(word * BitsPerWord) + BitOperations.TrailingZeroCount(busy)]);
            }
        }

        if (_capturedCount > MostUnsorted)
        {
            _captured.AsSpan(0, _capturedCount).Sort(s_byKey);
        }

        return leased;
    }

    bool Capture(Stripe<TRecord> stripe)
    {
        var leased = false;
        lock (stripe.Gate)
        {
            for (var entry = stripe.Pending.First; entry is not null; entry = entry.Next)
            {
                leased |= entry.Is(EntryStates.Gated);
                entry.CapturedVersion = entry.Version;
                Add(new Captured(stripe, entry, entry.Version, entry.Record));
            }
        }

        return leased;
    }

    /// <summary>Puts what was captured into the batch. No lock: records do not change.</summary>
    internal void AddTo(StoreBatch batch, EncodeBuffer buffer)
    {
        var incarnation = _life.Incarnation;
        foreach (ref readonly var captured in _captured.AsSpan(0, _capturedCount))
        {
            if (captured.Record is { } record)
            {
                _rows.Put(batch, captured.Entry.Text, record, buffer, incarnation);
            }
            else
            {
                _rows.Delete(batch, captured.Entry.Text);
            }
        }
    }

    /// <summary>What was captured is durable.</summary>
    internal void SettleCaptured()
    {
        var bytes = 0L;
        for (var settled = 0; settled < _capturedCount;)
        {
            var stripe = _captured[settled].Stripe;
            lock (stripe.Gate)
            {
                // Captured stripe by stripe, so unless they were sorted those of one stripe come together.
                do
                {
                    ref readonly var captured = ref _captured[settled++];
                    Settle(stripe, captured.Entry, captured.Version);
                    bytes += captured.Entry.Bytes;
                }
                while (settled < _capturedCount && ReferenceEquals(_captured[settled].Stripe, stripe));
            }
        }

        if (_capturedCount > 0)
        {
            TrimAfter(_capturedCount, bytes);
        }
    }

    /// <summary>Forgets what was captured, and keeps the room for the next flush.</summary>
    internal void Release()
    {
        if (_capturedCount > 0)
        {
            _captured.AsSpan(0, _capturedCount).Clear();
            _capturedCount = 0;
        }
    }

    void Add(in Captured captured)
    {
        if (_capturedCount == _captured.Length)
        {
            Array.Resize(ref _captured, Math.Max(64, 2 * _capturedCount));
        }

        _captured[_capturedCount++] = captured;
    }

    readonly record struct Captured(Stripe<TRecord> Stripe, CacheEntry<TRecord> Entry, long Version, TRecord? Record);
}
