using System.Text;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Sqlite.Statements;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite;

public abstract partial class SqliteReads
{
    /// <inheritdoc/>
    public ValueTask<LidPnMapping?> GetLidMappingAsync(string lid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(lid);
        return ReadAsync((lid, DeviceId), static (connection, call) =>
            connection.Statements<LidPnStatements>().GetByLid(call.lid, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<LidPnMapping?> GetPnMappingAsync(string phone, CancellationToken cancellationToken = default)
    {
        KeyText.Require(phone);
        return ReadAsync((phone, DeviceId), static (connection, call) =>
            connection.Statements<LidPnStatements>().GetByPhone(call.phone, call.DeviceId), snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetLidMappingsAsync(ReadOnlyMemory<string> lids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(lids);
        return ReadManyAsync(lids, static (connection, call) =>
        {
            var found = new Dictionary<string, LidPnMapping>(call.Keys.Length);
            foreach (var mapping in connection.Statements<LidPnStatements>().GetByLids(call.Keys.Span, call.Context.DeviceId))
            {
                found[mapping.Lid] = mapping;
            }

            return (IReadOnlyDictionary<string, LidPnMapping>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetPnMappingsAsync(ReadOnlyMemory<string> phones, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(phones);
        return ReadManyAsync(phones, static (connection, call) =>
        {
            var best = new Dictionary<string, LidPnRow>(call.Keys.Length);
            foreach (var row in connection.Statements<LidPnStatements>().GetByPhones(call.Keys.Span, call.Context.DeviceId))
            {
                if (!best.TryGetValue(row.PhoneNumber, out var other) || row.IsBefore(other))
                {
                    best[row.PhoneNumber] = row;
                }
            }

            var found = new Dictionary<string, LidPnMapping>(best.Count);
            foreach (var (phone, row) in best)
            {
                found.Add(phone, row.ToMapping());
            }

            return (IReadOnlyDictionary<string, LidPnMapping>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LidPnMapping>> GetAllLidMappingsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(DeviceId, static (connection, deviceId) =>
            (IReadOnlyList<LidPnMapping>)connection.Statements<LidPnStatements>().GetAll(deviceId), snapshot: false, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DeviceListRecord?> GetDevicesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return ReadAsync((Context, user), static (connection, call) =>
        {
            foreach (var row in connection.Statements<DeviceRegistryStatements>().Get(call.user, call.Context.DeviceId))
            {
                return ToDeviceList(row, call.user, call.Context);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, DeviceListRecord>> GetDeviceListsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(users);
        return ReadManyAsync(users, static (connection, call) =>
        {
            var found = new Dictionary<string, DeviceListRecord>(call.Keys.Length);
            foreach (var row in connection.Statements<DeviceRegistryStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var user = Encoding.UTF8.GetString(row.UserId);
                if (ToDeviceList(row, user, call.Context) is { } list)
                {
                    found[user] = list;
                }
            }

            return (IReadOnlyDictionary<string, DeviceListRecord>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<TcToken?> GetTcTokenAsync(string jid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return ReadAsync((Context, jid), static (connection, call) =>
        {
            foreach (var row in connection.Statements<TcTokenStatements>().Get(call.jid, call.Context.DeviceId))
            {
                return ToToken(row, call.jid, call.Context);
            }

            return null;
        }, snapshot: false, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, TcToken>> GetTcTokensAsync(ReadOnlyMemory<string> jids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(jids);
        return ReadManyAsync(jids, static (connection, call) =>
        {
            var found = new Dictionary<string, TcToken>(call.Keys.Length);
            foreach (var row in connection.Statements<TcTokenStatements>().GetMany(call.Keys.Span, call.Context.DeviceId))
            {
                var jid = Encoding.UTF8.GetString(row.Jid);
                if (ToToken(row, jid, call.Context) is { } token)
                {
                    found[jid] = token;
                }
            }

            return (IReadOnlyDictionary<string, TcToken>)found;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetAllTcTokenJidsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync(DeviceId, static (connection, deviceId) =>
            (IReadOnlyList<string>)connection.Statements<TcTokenStatements>().AllJids(deviceId), snapshot: false, cancellationToken);

    // A list that does not parse is absent and counted, where the reference fails (design.md 4): the next device query writes it anew.
    static DeviceListRecord? ToDeviceList(DeviceListRow row, string user, SqliteStoreContext context)
    {
        if (DeviceListJson.TryDecode(row.DevicesJson, out var devices))
        {
            return new DeviceListRecord(user, devices, row.Timestamp, row.Phash, row.RawId);
        }

        context.Corrupt.Found(QuarantineSource.DeviceLists, context.DeviceId, row.DevicesJson, user);
        return null;
    }

    static TcToken? ToToken(TcTokenRow row, string jid, SqliteStoreContext context) =>
        BlobOrNull(row.Token, QuarantineSource.TcTokens, context, jid) is { } token ? new TcToken(token, row.TokenTimestamp, row.SenderTimestamp) : null;
}
