using Microsoft.Extensions.Logging;

namespace WaStore.Fast.Sqlite;

/// <summary>
/// How many rows a database's stores met that could not be decoded and were answered as absent (design.md 4): each such answer counts, so a row that is read twice counts
/// twice. Thread-safe; the counts only grow.
/// </summary>
/// <remarks>Rows whose loss would be dangerous are not here, they are exceptions: an identity key of a wrong length, a device row (spec/storage.md 1.1, 3.2).</remarks>
public sealed partial class SqliteStoreHealth
{
    readonly ILogger _logger;
    long _syncKeys;
    long _versions;
    long _certChains;
    long _deviceLists;
    long _msgSecrets;

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

    /// <summary>All of them.</summary>
    public long CorruptRows => UndecodableSyncKeys + UndecodableVersions + UndecodableCertChains + UndecodableDeviceLists + InvalidMsgSecrets;

    internal void CountSyncKey(int deviceId) => Count(ref _syncKeys, "app_state_keys", deviceId);

    internal void CountVersion(int deviceId) => Count(ref _versions, "app_state_versions", deviceId);

    internal void CountCertChain(int deviceId) => Count(ref _certChains, "device.server_cert_chain", deviceId);

    internal void CountDeviceList(int deviceId) => Count(ref _deviceLists, "device_registry", deviceId);

    internal void CountMsgSecret(int deviceId) => Count(ref _msgSecrets, "msg_secrets", deviceId);

    void Count(ref long counter, string place, int deviceId)
    {
        _ = Interlocked.Increment(ref counter);
        LogCorruptRow(place, deviceId);
    }

    // Neither key nor content: the first names people, the second is what the file keeps secret.
    [LoggerMessage(EventId = 1, EventName = "CorruptRow", Level = LogLevel.Warning, Message = "A row of {Place} of account {DeviceId} does not decode; it is read as absent")]
    partial void LogCorruptRow(string place, int deviceId);
}
