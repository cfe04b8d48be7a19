using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>What can be seen inside a cache, and the invariants that hold whenever nobody is inside (spec/caches.md 1.16).</summary>
static class Inspection
{
    public static int PendingSessions(this Harness harness) => harness.Cache.Sessions.Count(EntryStates.Dirty | EntryStates.Deleted);

    public static int Count<TRecord>(this RecordStore<TRecord> store, EntryStates states)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var counted = new List<SignalKey>();
        store.Visit((counted, states), static (state, entry) =>
        {
            if (entry.Is(state.states))
            {
                state.counted.Add(entry.Key);
            }
        });
        return counted.Count;
    }

    public static int Count<TRecord>(this RecordStore<TRecord> store)
        where TRecord : class, ISignalRecord<TRecord> =>
        store.Count((EntryStates)ushort.MaxValue);

    public static EntryStates StateOf<TRecord>(this RecordStore<TRecord> store, SignalKey key)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var found = new List<EntryStates>();
        store.Visit((found, key), static (state, entry) =>
        {
            if (entry.Key.Equals(state.key))
            {
                state.found.Add(entry.State);
            }
        });
        return found.SingleOrDefault();
    }

    /// <summary>I7, I8, and that the counts of the gate and of what is pending are those of the entries.</summary>
    public static void AssertConsistent<TRecord>(this SignalStoreCache<TRecord, TRecord> cache)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var gates = Check(cache.Sessions) + Check(cache.Identities) + Check(cache.SenderKeys);
        Assert.Equal(gates > 0, cache.NeedsFlushBeforeSend);
    }

    static int Check<TRecord>(RecordStore<TRecord> store)
        where TRecord : class, ISignalRecord<TRecord>
    {
        var gated = new List<SignalKey>();
        store.Visit(gated, static (gated, entry) =>
        {
            var known = entry.State & (EntryStates.Present | EntryStates.Absent | EntryStates.Loading);
            Assert.True(known is EntryStates.Present or EntryStates.Absent or EntryStates.Loading, $"{entry.State}");
            Assert.False(entry.Is(EntryStates.Removed));
            Assert.Equal(entry.Is(EntryStates.CheckedOut), entry.Owner != 0);
            Assert.False(entry.Is(EntryStates.Dirty) && !entry.Is(EntryStates.Present));
            Assert.False(entry.Is(EntryStates.Deleted) && !entry.Is(EntryStates.Absent));
            if (entry.Is(EntryStates.Gated))
            {
                Assert.True(entry.Is(EntryStates.Dirty | EntryStates.Deleted));
                gated.Add(entry.Key);
            }
        });
        return gated.Count;
    }
}
