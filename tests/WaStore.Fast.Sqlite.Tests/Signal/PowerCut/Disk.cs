namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>What the power cut makes of the writes that were not synced.</summary>
enum CutKind
{
    /// <summary>None of them came to the disk.</summary>
    Nothing,

    /// <summary>All did, as after the end of the process alone.</summary>
    Everything,

    /// <summary>Those up to some moment did.</summary>
    Prefix,

    /// <summary>Any sectors of any of them did, in the middle of a write too.</summary>
    Torn,
}

/// <summary>A disk that only keeps what was synced: it is told what happens, and says at any moment what a power cut would leave.</summary>
sealed class Disk
{
    const int Sector = 512;

    readonly Dictionary<string, DiskFile> _files = [];

    /// <summary>A file that is there, and synced, from the beginning.</summary>
    internal void Put(string path, byte[] content) => _files[path] = new DiskFile { Synced = content };

    internal void Apply(DiskEvent happened)
    {
        switch (happened)
        {
            case DiskEvent.Write write:
                FileOf(write.Path).Unsynced.Add(write);
                break;
            case DiskEvent.Truncate truncate:
                FileOf(truncate.Path).Unsynced.Add(truncate);
                break;
            case DiskEvent.Sync sync:
                FileOf(sync.Path).Sync();
                break;
            case DiskEvent.Delete { IsSynced: true } delete:
                _ = _files.Remove(delete.Path);
                break;
            case DiskEvent.Delete delete:
                // The folder was not synced: until a new file of the name is, the old one may be there again.
                _files[delete.Path] = new DiskFile { Ghost = FileOf(delete.Path).Synced };
                break;
        }
    }

    /// <summary>The files that are there after a cut now.</summary>
    internal Dictionary<string, byte[]> AfterCut(CutKind kind, Random random)
    {
        var left = new Dictionary<string, byte[]>();
        foreach (var (path, file) in _files)
        {
            if (ContentAfterCut(file, kind, random) is { } content)
            {
                left.Add(path, content);
            }
        }

        return left;
    }

    static byte[]? ContentAfterCut(DiskFile file, CutKind kind, Random random)
    {
        if (file.Synced is null && (kind is CutKind.Nothing || (kind is not CutKind.Everything && random.Next(2) == 0)))
        {
            return file.Ghost;
        }

        var content = file.Synced ?? [];
        var last = kind switch
        {
            CutKind.Nothing => 0,
            CutKind.Prefix => random.Next(file.Unsynced.Count + 1),
            _ => file.Unsynced.Count,
        };
        var kept = random.NextDouble();
        foreach (var change in file.Unsynced.Take(last))
        {
            content = kind is CutKind.Torn ? Tear(content, change, kept, random) : Applied(content, change);
        }

        return file.Synced is null && last == 0 ? file.Ghost : content;
    }

    static byte[] Tear(byte[] content, DiskEvent change, double kept, Random random)
    {
        if (change is not DiskEvent.Write write)
        {
            return random.NextDouble() < kept ? Applied(content, change) : content;
        }

        for (var at = 0; at < write.Bytes.Length;)
        {
            // Sectors of the disk, wherever the write begins.
            var length = (int)Math.Min(Sector - ((write.Offset + at) % Sector), write.Bytes.Length - at);
            if (random.NextDouble() < kept)
            {
                content = Applied(content, new DiskEvent.Write(write.Path, write.Offset + at, write.Bytes[at..(at + length)]));
            }

            at += length;
        }

        return content;
    }

    static byte[] Applied(byte[] content, DiskEvent change)
    {
        if (change is DiskEvent.Truncate truncate)
        {
            Array.Resize(ref content, (int)truncate.Size);
            return content;
        }

        var write = (DiskEvent.Write)change;
        var changed = content.Length >= write.Offset + write.Bytes.Length ? (byte[])content.Clone() : Grown(content, (int)write.Offset + write.Bytes.Length);
        write.Bytes.CopyTo(changed, write.Offset);
        return changed;
    }

    static byte[] Grown(byte[] content, int length)
    {
        Array.Resize(ref content, length);
        return content;
    }

    DiskFile FileOf(string path)
    {
        if (!_files.TryGetValue(path, out var file))
        {
            _files.Add(path, file = new DiskFile());
        }

        return file;
    }

    sealed class DiskFile
    {
        /// <summary>The content at the last sync; null: never synced, so perhaps not in the folder.</summary>
        internal byte[]? Synced { get; set; }

        /// <summary>What stood under the name before.</summary>
        internal byte[]? Ghost { get; init; }

        internal List<DiskEvent> Unsynced { get; } = [];

        internal void Sync()
        {
            Synced = Unsynced.Aggregate(Synced ?? [], Applied);
            Unsynced.Clear();
        }
    }
}
