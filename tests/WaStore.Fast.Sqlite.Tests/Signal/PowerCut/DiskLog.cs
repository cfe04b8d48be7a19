namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>Something that happened to a disk, or that a test noted between two such things.</summary>
abstract record DiskEvent
{
    internal sealed record Write(string Path, long Offset, byte[] Bytes) : DiskEvent;

    internal sealed record Truncate(string Path, long Size) : DiskEvent;

    internal sealed record Sync(string Path) : DiskEvent;

    internal sealed record Delete(string Path, bool IsSynced) : DiskEvent;

    internal sealed record Note(Action<CutWitness> Tell) : DiskEvent;
}

/// <summary>What happened, in its order. Thread-safe.</summary>
sealed class DiskLog
{
    readonly Lock _gate = new();
    readonly List<DiskEvent> _events = [];

    internal void Add(DiskEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
        }
    }

    /// <summary>What happened since the last time that this was asked.</summary>
    internal IReadOnlyList<DiskEvent> Take()
    {
        lock (_gate)
        {
            var taken = _events.ToArray();
            _events.Clear();
            return taken;
        }
    }

    /// <summary>Notes what may be relied on from here on.</summary>
    internal void Note(Action<CutWitness> tell) => Add(new DiskEvent.Note(tell));
}
