namespace WaStore.Fast.Sqlite.Engine;

/// <summary>A database that this process has open, shared by all its handles on it.</summary>
/// <param name="path">The file's path with its links resolved; in memory, the name.</param>
/// <param name="isInMemory">Whether there is no file.</param>
sealed class OpenFile(string path, bool isInMemory)
{
    long _writes;

    internal string Path => path;

    internal bool IsInMemory => isInMemory;

    /// <summary>The handles. Belongs to <see cref="OpenFiles"/>.</summary>
    internal int Openings { get; set; }

    /// <summary>Counts a write transaction of any handle, under SQLite's write lock, before it can be committed.</summary>
    /// <returns>How many there were with this one.</returns>
    internal long CountWrite() => Interlocked.Increment(ref _writes);
}
