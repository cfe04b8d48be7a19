namespace WaStore.Fast.Sqlite;

/// <summary>When SQLite waits for the disk (<c>PRAGMA synchronous</c>), in WAL mode.</summary>
public enum SynchronousMode
{
    /// <summary>Never. A power cut can corrupt the file; a crash of the process alone cannot.</summary>
    Off = 0,

    /// <summary>At checkpoints. A power cut can lose the last commits, never the file; commits that must not be lost are synced one by one.</summary>
    Normal = 1,

    /// <summary>At every commit.</summary>
    Full = 2,

    /// <summary>As <see cref="Full"/>, and the folder too where a journal file is deleted; in WAL mode the same as <see cref="Full"/>.</summary>
    Extra = 3,
}
