using System.Numerics;

namespace WaStore.Fast.Signal;

/// <summary>The cached records of one kind: sessions, identities or sender keys. A message costs it a few dictionary reads.</summary>
/// <remarks>
/// <para>A hit takes no lock: it finds the entry and reads one word of it. Everything that changes an entry does so under its stripe's lock, which is
/// never held across an await, and publishes the content last.</para>
/// <para>1. What is not cached is read from the store outside all locks, behind an entry that says "loading" (<c>RecordStore.Reads</c>).
/// 2. A write makes the entry pending and replaces whatever was there, a loading one too, so that nothing older is installed after it.
/// 3. A flush captures the pending entries and cleans those that nobody wrote meanwhile (<c>RecordStore.Flush</c>).
/// 4. Only a clean entry without an owner is evicted, so a key that is not cached has nothing pending (<c>RecordStore.Eviction</c>).</para>
/// </remarks>
sealed partial class RecordStore<TRecord>
    where TRecord : class, ISignalRecord<TRecord>
{
    const int BitsPerWord = 64;

    readonly Stripe<TRecord>[] _stripes;
    readonly EntryTable<TRecord>[] _tables;
    readonly int _stripeShift;

    // A bit for each stripe with something pending: a flush of one record looks at one stripe. After a pause each stripe that it merely looked at would be four misses of the cache.
    readonly long[] _busy;
    readonly CacheLife _life;
    readonly RecordRows<TRecord> _rows;
    readonly UserIndex? _users;
    readonly ConsumedPreKeys? _preKeys;

    /// <param name="life">What the stores of the cache share.</param>
    /// <param name="rows">The store's rows of this kind.</param>
    /// <param name="users">Where the users of the keys are counted; null for sender keys.</param>
    /// <param name="preKeys">The consumed pre-keys that wait for a record of this store; null but for sessions.</param>
    /// <param name="stripes">How many stripes, a power of two.</param>
    /// <param name="bounds">How much may be cached.</param>
    internal RecordStore(CacheLife life, RecordRows<TRecord> rows, UserIndex? users, ConsumedPreKeys? preKeys, int stripes, CacheBounds bounds)
    {
        _life = life;
        _rows = rows;
        _users = users;
        _preKeys = preKeys;
        _bounds = bounds;
        _stripes = new Stripe<TRecord>[stripes];
        for (var i = 0; i < stripes; i++)
        {
            _stripes[i] = new Stripe<TRecord>(i);
        }

        _busy = new long[(stripes + BitsPerWord - 1) / BitsPerWord];
        // Apart from the stripes, so that a hit reads one object less.
        _tables = Array.ConvertAll(_stripes, static stripe => stripe.Table);
        _stripeShift = 32 - BitOperations.Log2((uint)stripes);
    }

    Stripe<TRecord> StripeOf(int hash) => _stripes[IndexOf(hash, _stripes.Length)];

    EntryTable<TRecord> TableOf(int hash) => _tables[IndexOf(hash, _tables.Length)];

    // The high bits; the table of a stripe takes the low ones. (A shift by 32 is one by 0, so a single stripe masks instead.)
    int IndexOf(int hash, int stripes) => (int)((uint)hash >> _stripeShift) & (stripes - 1);
}
