namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// Counts the commits of others that a handle's writer met (design.md 4, "one owner"). Looks once in each write transaction, under the write lock, at a number
/// in memory that SQLite keeps (what <c>PRAGMA data_version</c> shows), so nothing is missed between two of them.
/// </summary>
/// <remarks>
/// SQLite says that others wrote, not who. If another handle of this process began a write meanwhile it may have been that one; after an error SQLite may only
/// have dropped its page cache; and a WAL that another connection started over looks like a commit. In doubt there was one.
/// </remarks>
/// <param name="file">The database, shared with the other handles of this process.</param>
sealed class CommitWatch(OpenFile file)
{
    long _own;
    long _othersSeen;
    bool _doubts;
    bool _lost;
    long _met;
    long _certain;

    /// <summary>How often others wrote, or may have.</summary>
    internal long Met => Volatile.Read(ref _met);

    /// <summary>How often it was certainly another process, or at least none of this library's handles.</summary>
    internal long Certain => Volatile.Read(ref _certain);

    /// <summary>Told of each, in the lane, whether it is certain. Must neither wait nor throw.</summary>
    internal Action<bool> Report { get; set; } = static _ => { };

    /// <summary>Inside a write transaction, before its first statement. The lane's own, as the two below.</summary>
    internal void Began(bool changed)
    {
        long others = file.CountWrite() - ++_own;
        bool siblings = others != _othersSeen;
        _othersSeen = others;
        if (changed || _lost)
        {
            bool certain = _lost || !(siblings || _doubts);
            Volatile.Write(ref _certain, _certain + (certain ? 1 : 0));
            Volatile.Write(ref _met, _met + 1);
            _lost = false;
            Report(certain);
        }

        _doubts = false;
    }

    /// <summary>A transaction was undone: an error of the disk makes SQLite drop its page cache, and to the next transaction that looks like a commit.</summary>
    internal void Doubt() => _doubts = true;

    /// <summary>The writer is a new connection: nobody knows what came between the old one and it.</summary>
    internal void Lost() => _lost = true;
}
