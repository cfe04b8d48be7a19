namespace WaStore.Fast.Signal;

/// <summary>One part of a <see cref="RecordStore{TRecord}"/>: the keys whose hash leads here, behind one lock that is never held across an await.</summary>
/// <param name="index">Which part.</param>
sealed class Stripe<TRecord>(int index)
    where TRecord : class
{
    internal int Index { get; } = index;

    internal Lock Gate { get; } = new();

    internal EntryTable<TRecord> Table { get; } = new();

    /// <summary>Records that the store has too: what eviction takes from.</summary>
    internal EntryQueue<TRecord> Clean { get; } = new();

    /// <summary>Absences that the store has too, bounded apart from the records.</summary>
    internal EntryQueue<TRecord> Absent { get; } = new();

    /// <summary>What the next flush writes or deletes.</summary>
    internal EntryQueue<TRecord> Pending { get; } = new();

    /// <summary>Bytes that became pending and are not yet counted in the <see cref="PendingGauge"/>.</summary>
    internal long UncountedPending { get; set; }

    /// <summary>The last token given to an owner; each is given once.</summary>
    internal long LastOwner { get; set; }

    internal EntryQueue<TRecord>? QueueOf(EntryStates state) =>
        (state & (EntryStates.Removed | EntryStates.Loading)) != 0 ? null
        : (state & (EntryStates.Dirty | EntryStates.Deleted)) != 0 ? Pending
        : (state & EntryStates.Present) != 0 ? Clean
        : Absent;
}
