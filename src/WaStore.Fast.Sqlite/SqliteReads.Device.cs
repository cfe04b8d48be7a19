using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(Context, static (connection, context) =>
        {
            if (connection.Statements<DeviceStatements>().Get(context.DeviceId) is not { } row)
            {
                return null;
            }

            try
            {
                var device = DeviceRowCodec.Decode(row, out var certChain);
                if (certChain == BlobForm.Undecodable)
                {
                    context.Corrupt.Found(QuarantineSource.CertChain, context.DeviceId, row.ServerCertChain);
                }

                return device;
            }
            finally
            {
                row.ClearKeys();
            }
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(DeviceId, static (connection, deviceId) => connection.Statements<DeviceStatements>().Exists(deviceId), snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeviceSummary>> ListDevicesAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(0, static (connection, _) =>
        {
            var rows = connection.Statements<DeviceStatements>().List();
            return (IReadOnlyList<DeviceSummary>)rows.ConvertAll(static row => new DeviceSummary(row.Id, JidText.OrNull(row.Lid), JidText.OrNull(row.Pn), row.PushName));
        }, snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask<ResourceReport> GetResourceReportAsync(CancellationToken cancellationToken = default);
}
