using Microsoft.Extensions.Logging;
using WaStore.Fast.Sqlite.Statements;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// How many rows a database's stores met that could not be decoded and were answered as absent (design.md 4): each such answer counts, so a row that is read twice counts
/// twice; and who else writes. Thread-safe; the counts only grow.
/// </summary>
/// <remarks>
/// <para>Such a row stays where it is until it is written anew, and a copy of it is set aside in the table <c>wsf_quarantine</c> before any later write, at the latest when
/// the database is closed (<see cref="SqliteDatabase.GetQuarantineAsync"/>).</para>
/// <para>Rows whose loss would be dangerous are not here, they are exceptions: an identity key or a sender key that is none, a device row (spec/storage.md 1.1, 3.2).</para>
/// </remarks>
public sealed partial class SqliteStoreHealth
{
    readonly ILogger _logger;
    long _syncKeys;
    long _versions;
    long _certChains;
    long _deviceLists;
    long _msgSecrets;
    long _sessions;
    long _others;
    long _setAside;
    long _notSetAside;
    long _foreignCommits;

    internal SqliteStoreHealth(ILogger logger) => _logger = logger;

    /// <summary>App-state sync keys that do not decode.</summary>
    public long UndecodableSyncKeys => Interlocked.Read(ref _syncKeys);

    /// <summary>App-state versions that do not decode: the collection reads as never synced.</summary>
    public long UndecodableVersions => Interlocked.Read(ref _versions);

    /// <summary>Server certificate chains that do not decode, which costs one slower handshake.</summary>
    public long UndecodableCertChains => Interlocked.Read(ref _certChains);

    /// <summary>Device lists that do not parse.</summary>
    public long UndecodableDeviceLists => Interlocked.Read(ref _deviceLists);

    /// <summary>Message secrets that are not 32 bytes.</summary>
    public long InvalidMsgSecrets => Interlocked.Read(ref _msgSecrets);

    /// <summary>Sessions that are no blob, and those that <see cref="SqliteWrites.SetAsideSessionAsync"/> was told of.</summary>
    public long UndecodableSessions => Interlocked.Read(ref _sessions);

    /// <summary>Rows of the other tables with a text, a number or NULL where a blob belongs: pre-keys, mutation MACs, tokens, group metadata, kept messages.</summary>
    public long InvalidBlobs => Interlocked.Read(ref _others);

    /// <summary>All of them.</summary>
    public long CorruptRows =>
        UndecodableSyncKeys + UndecodableVersions + UndecodableCertChains + UndecodableDeviceLists + InvalidMsgSecrets + UndecodableSessions + InvalidBlobs;

    /// <summary>Rows that were copied to <c>wsf_quarantine</c>, each content once.</summary>
    public long SetAside => Interlocked.Read(ref _setAside);

    /// <summary>Rows that were not, because the account's quarantine is full (1,000 rows or 64 MiB) or its table is somebody else's.</summary>
    public long NotSetAside => Interlocked.Read(ref _notSetAside);

    /// <summary>How often a write of this database found that another connection had written to the file, or may have (design.md 4, "one owner").</summary>
    public long ForeignCommits => Interlocked.Read(ref _foreignCommits);

    /// <summary>The kind of the file system if it is on another machine, or may be, where locks cannot be relied on; null if not, or nobody has asked for the ownership.</summary>
    public string? NetworkFileSystem { get; internal set; }

    internal void CountForeignCommit() => Interlocked.Increment(ref _foreignCommits);

    internal void Count(QuarantineSource source, int deviceId)
    {
        _ = Interlocked.Increment(ref CounterOf(source));
        LogCorruptRow(source.Place, deviceId);
    }

    internal void CountSetAside(long rows, long refused)
    {
        _ = Interlocked.Add(ref _setAside, rows);
        _ = Interlocked.Add(ref _notSetAside, refused);
    }

    ref long CounterOf(QuarantineSource source)
    {
        switch (source.Table)
        {
            case "app_state_keys":
                return ref _syncKeys;
            case "app_state_versions":
                return ref _versions;
            case "device":
                return ref _certChains;
            case "device_registry":
                return ref _deviceLists;
            case "msg_secrets":
                return ref _msgSecrets;
            case "sessions":
                return ref _sessions;
            default:
                return ref _others;
        }
    }

    // Neither key nor content: the first names people, the second is what the file keeps secret.
    [LoggerMessage(EventId = 1, EventName = "CorruptRow", Level = LogLevel.Warning, Message = "A row of {Place} of account {DeviceId} does not decode; it is read as absent")]
    partial void LogCorruptRow(string place, int deviceId);
}
