namespace WaStore.Fast.Signal;

/// <summary>What is known of one key. The only place where this is written down; changed under the stripe's lock, by <c>RecordStore.Transitions</c>.</summary>
/// <remarks>
/// Of <see cref="Present"/>, <see cref="Absent"/> and <see cref="Loading"/> exactly one holds. A dirty entry is present, a deleted one absent, a
/// gated one dirty or deleted (spec/caches.md 1.2).
/// </remarks>
[Flags]
enum EntryStates : ushort
{
    None = 0,

    /// <summary>There is a record.</summary>
    Present = 1 << 0,

    /// <summary>There is known to be none.</summary>
    Absent = 1 << 1,

    /// <summary>Nobody knows yet: a read is under way. Any write replaces this, and then what was read is not installed (spec/caches.md 12.4 no. 5).</summary>
    Loading = 1 << 2,

    /// <summary>The record is newer than the store's.</summary>
    Dirty = 1 << 3,

    /// <summary>The store's row has still to go.</summary>
    Deleted = 1 << 4,

    /// <summary>A lease was raised that is not durable: nothing may be sent before it is (spec/caches.md 1.10).</summary>
    Gated = 1 << 5,

    /// <summary>Somebody owns the right to replace the record.</summary>
    CheckedOut = 1 << 6,

    /// <summary>Consumed pre-keys may wait for this session.</summary>
    HasPreKeys = 1 << 7,

    /// <summary>The user is counted in the user index.</summary>
    Indexed = 1 << 8,

    /// <summary>No longer in the table: whoever still holds the entry writes nothing through it.</summary>
    Removed = 1 << 9,
}
