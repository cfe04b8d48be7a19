using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteWrites
{
    /// <inheritdoc/>
    public ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default)
    {
        KeyText.Require(device);
        return NoResult(WriteAsync((device, DeviceId), static (connection, call) =>
        {
            var row = DeviceRowCodec.Encode(call.DeviceId, call.device);
            try
            {
                return connection.Statements<DeviceStatements>().Save(row);
            }
            finally
            {
                row.ClearKeys();
            }
        }, cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<int> CreateAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<int>(cancellationToken);
        }

        return WriteAsync((Context, Keys: NewKeys()), static (connection, call) =>
            Insert(connection, call.Context.DeviceId, call.Keys, call.Context), cancellationToken, synced: true);
    }

    /// <inheritdoc/>
    public ValueTask<bool> ProvisionAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        ArgumentNullException.ThrowIfNull(keys);
        return WriteAsync((Context, deviceId, keys), static (connection, call) =>
        {
            if (connection.Statements<DeviceStatements>().Exists(call.deviceId))
            {
                return false;
            }

            _ = Insert(connection, call.deviceId, call.keys, call.Context);
            return true;
        }, cancellationToken, synced: true);
    }

    /// <inheritdoc/>
    public ValueTask ResetAsync(int deviceId, DeviceKeys keys, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        ArgumentNullException.ThrowIfNull(keys);
        return NoResult(WriteAsync((Context, deviceId, keys), static (connection, call) =>
        {
            RemoveRows(connection, call.Context, call.deviceId);
            return Insert(connection, call.deviceId, call.keys, call.Context);
        }, cancellationToken, synced: true));
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(int deviceId, CancellationToken cancellationToken = default)
    {
        RequireAccount(deviceId);
        return NoResult(WriteAsync((Context, deviceId), static (connection, call) =>
        {
            RemoveRows(connection, call.Context, call.deviceId);
            return 0;
        }, cancellationToken));
    }

    /// <inheritdoc/>
    public abstract ValueTask<MaintenanceReport> MaintainAsync(MaintenancePolicy policy, CancellationToken cancellationToken = default);

    private protected DeviceKeys NewKeys() => NewKeys(Context.KeySource);

    internal static DeviceKeys NewKeys(IDeviceKeySource? source) => source is { } keys
        ? keys.Create() ?? throw StoreException.InvalidConfig("the device key source answered null")
        : throw StoreException.InvalidConfig(
            "there is no source of device keys: call ProvisionAsync with keys of your own, or set SqliteOptions.DeviceKeySource (a store makes and signs no keys)");

    /// <summary>Makes a device row; a null id takes the next one.</summary>
    internal static int Insert(NativeConnection connection, int? deviceId, DeviceKeys keys, SqliteStoreContext context)
    {
        var row = DeviceRowCodec.Encode(deviceId ?? 0, DeviceRecord.NewFrom(keys, context.Clock));
        try
        {
            var id = connection.Statements<DeviceStatements>().Insert(deviceId, row);
            return id <= int.MaxValue
                ? (int)id
                : throw StoreException.Validation("the file has an account with an id of more than 32 bits, after which no next one can be named");
        }
        finally
        {
            row.ClearKeys();
        }
    }

    static void RemoveRows(NativeConnection connection, SqliteStoreContext context, int deviceId)
    {
        context.Corrupt.Remove(connection, deviceId);
        var account = connection.Statements<AccountStatements>();
        _ = account.DeleteIdentities(deviceId);
        _ = account.DeleteSessions(deviceId);
        _ = account.DeletePrekeys(deviceId);
        _ = account.DeleteSenderKeys(deviceId);
        _ = account.DeleteSignedPrekeys(deviceId);
        _ = account.DeleteAppStateKeys(deviceId);
        _ = account.DeleteAppStateVersions(deviceId);
        _ = account.DeleteAppStateMutationMacs(deviceId);
        _ = account.DeleteLidPnMapping(deviceId);
        _ = account.DeleteBaseKeys(deviceId);
        _ = account.DeleteDeviceRegistry(deviceId);
        _ = account.DeleteTcTokens(deviceId);
        _ = account.DeleteSentMessages(deviceId);
        _ = account.DeleteSenderKeyDevices(deviceId);
        _ = account.DeleteMsgSecrets(deviceId);
        _ = account.DeleteGroupMetadata(deviceId);
        _ = account.DeletePendingInboundMessages(deviceId);
        _ = account.DeleteDevice(deviceId);
    }

    internal static void RequireAccount(int deviceId) => ArgumentOutOfRangeException.ThrowIfLessThan(deviceId, 1);
}
