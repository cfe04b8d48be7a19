using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace WaStore.Fast.Signal;

/// <summary>One key of a <see cref="RecordStore{TRecord}"/>: what belongs to the stripe's lock. What a hit reads is in <see cref="CacheEntryHead"/>.</summary>
sealed class CacheEntry<TRecord>(SignalKey key, int hash) : CacheEntryHead(key, hash)
    where TRecord : class
{
    internal EntryStates State { get; set; }

    /// <summary>Counts the writes, so that a flush cleans exactly what it wrote.</summary>
    internal long Version { get; set; }

    /// <summary>The version that the last flush took along.</summary>
    internal long CapturedVersion { get; set; }

    /// <summary>The last version that raised a lease.</summary>
    internal long GateVersion { get; set; }

    /// <summary>The token of the owner, 0 when nobody has checked the entry out.</summary>
    internal long Owner { get; set; }

    internal int Bytes { get; set; }

    /// <summary>The read that a loading entry waits for.</summary>
    internal PendingRead? Read { get; set; }

    internal EntryQueue<TRecord>? Queue { get; set; }

    internal CacheEntry<TRecord>? Previous { get; set; }

    internal CacheEntry<TRecord>? Next { get; set; }

    internal bool Is(EntryStates states) => (State & states) != 0;

    /// <summary>The record that is there, if one is.</summary>
    internal TRecord? Record
    {
        get
        {
            var content = Content;
            return ReferenceEquals(content, KnownAbsent.Value) ? null : Unsafe.As<TRecord>(content);
        }
    }

    [Conditional("DEBUG")]
    internal void AssertValid()
    {
        var known = State & (EntryStates.Present | EntryStates.Absent | EntryStates.Loading);
        Debug.Assert(known is EntryStates.Present or EntryStates.Absent or EntryStates.Loading, "exactly one of present, absent, loading");
        Debug.Assert(!Is(EntryStates.Dirty) || Is(EntryStates.Present), "dirty, so present");
        Debug.Assert(!Is(EntryStates.Deleted) || Is(EntryStates.Absent), "deleted, so absent");
        Debug.Assert(!Is(EntryStates.Gated) || Is(EntryStates.Dirty | EntryStates.Deleted), "gated, so dirty or deleted");
        Debug.Assert(Is(EntryStates.CheckedOut) == (Owner != 0), "checked out, so owned");
        Debug.Assert(Is(EntryStates.Loading) == (Read is not null), "loading, so read by somebody");
        Debug.Assert(Is(EntryStates.Present) == (Content is TRecord), "present, so there is a record");
        Debug.Assert(Is(EntryStates.Loading) == (Content is null), "loading, so nothing is known");
    }
}

/// <summary>The content of an entry that is known to have no record.</summary>
static class KnownAbsent
{
    internal static readonly object Value = new();
}
