using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WaStore.Fast.Sqlite;

/// <summary>How a database file is opened and run. The defaults suit a bot with one account. Ranges are checked at open.</summary>
public sealed partial class SqliteOptions
{
    /// <summary>
    /// How many pooled connections read beside the writer: 0 to 64, default 1. With 0, or where the file cannot be in WAL mode, reads take turns with the
    /// writes. Each is opened when first needed. Snapshots (<see cref="SqliteDatabase.OpenSnapshotAsync"/>) have connections of their own.
    /// </summary>
    public int Readers { get; set; } = 1;

    /// <summary>How long a call waits in all for another connection's lock before it fails: zero (not at all) to 2^31-1 ms, default 30 s.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When SQLite waits for the disk, default <see cref="SynchronousMode.Normal"/>.</summary>
    public SynchronousMode Synchronous { get; set; } = SynchronousMode.Normal;

    /// <summary>The page cache of each connection in KiB: 0 to 2^31-1, default 512 (the reference's newest).</summary>
    public int CacheSizeKib { get; set; } = 512;

    /// <summary>How many bytes of the file each connection may map into memory; null or 0 (none) is the default.</summary>
    public long? MmapSize { get; set; }

    /// <summary>Whether SQLite overwrites deleted content with zeros (<c>PRAGMA secure_delete</c>); null leaves it as the library was built.</summary>
    public bool? SecureDelete { get; set; }

    /// <summary>
    /// The SQLite library of the whole process: a file, or a name that the system's loader finds (<c>libsqlite3.so.0</c>, SQLCipher, SQLite3MC). Null takes the
    /// one in use already, else the bundled <c>e_sqlite3</c>. Asking for another one than is in use fails.
    /// </summary>
    public string? Library { get; set; }

    /// <summary>Runs first on every connection, for a key. An exception from it rejects the connection.</summary>
    public ConnectionInit? ConnectionInit { get; set; }

    /// <summary>What to do with a file of an older schema or with old blobs, default <see cref="MigrateOnOpen.Yes"/>.</summary>
    public MigrateOnOpen MigrateOnOpen { get; set; } = MigrateOnOpen.Yes;

    /// <summary>
    /// How many snapshots of the file stay, the newest: 1 or more; null, the default, keeps all. After a snapshot the older ones are deleted with their extra content,
    /// but only files named as <see cref="SqliteDatabase.SnapshotAsync"/> names them, and no symbolic links.
    /// </summary>
    public int? SnapshotsToKeep { get; set; }

    /// <summary>From how many bytes in the WAL on a pause between writes is used for a checkpoint: 4 KiB to 1 GiB, default 1 MiB.</summary>
    public long CheckpointThreshold { get; set; } = 1 << 20;

    /// <summary>
    /// At how many bytes in the WAL a commit pays for a checkpoint itself: from <see cref="CheckpointThreshold"/> to 4 GiB, default 8 MiB. A few times the
    /// largest flush. A long read snapshot can hold the WAL above it until it ends.
    /// </summary>
    public long WalBound { get; set; } = 8 << 20;

    /// <summary>How long nobody must have written before a pause counts as one: more than zero, up to a minute; default 2 ms.</summary>
    public TimeSpan CheckpointGap { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How long nobody must have written before the WAL is emptied whatever its size: at least <see cref="CheckpointGap"/>, up to a day; default 1 s.</summary>
    public TimeSpan CheckpointIdle { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long nobody must have used a connection of a file before it gives its memory back, up to twice as long in fact: more than zero, up to a day; default 10 s. Readers close, and
    /// the writer drops its statements and pages. Who comes next pays some 0.3 ms for a reader and 15 us for each statement: a ten-thousandth of the time, even for one who always comes just
    /// then.
    /// </summary>
    public TimeSpan ConnectionIdle { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of waits and pauses.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the engine reports what it does by itself. Never a key, a plaintext or a payload.</summary>
    public ILogger Logger { get; set; } = NullLogger.Instance;
}
