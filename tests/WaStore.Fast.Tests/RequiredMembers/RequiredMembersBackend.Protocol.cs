using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

partial class RequiredMembersBackend
{
    readonly Dictionary<(string Group, string Device), bool> _senderKeyDevices = [];
    readonly Dictionary<string, LidPnMapping> _mappings = [];
    readonly Dictionary<(string Address, string Message), byte[]> _baseKeys = [];
    readonly Dictionary<string, DeviceListRecord> _deviceLists = [];
    readonly Dictionary<string, TcToken> _tcTokens = [];
    readonly Dictionary<(string Chat, string Id), (byte[] Payload, long CreatedAt)> _sentMessages = [];

    public ValueTask<IReadOnlyList<SenderKeyDevice>> GetSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default) =>
        Ask<IReadOnlyList<SenderKeyDevice>>(
            () => [.. _senderKeyDevices.Where(row => row.Key.Group == group).Select(row => new SenderKeyDevice(row.Key.Device, row.Value))], cancellationToken);

    public ValueTask SetSenderKeyStatusAsync(string group, ReadOnlyMemory<SenderKeyDevice> devices, CancellationToken cancellationToken = default) =>
        Do(() =>
        {
            foreach (var (device, hasKey) in devices.Span)
            {
                _senderKeyDevices[(group, device)] = hasKey;
            }
        }, cancellationToken);

    public ValueTask ClearSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default) =>
        Do(() => Forget(key => key.Group == group), cancellationToken);

    public ValueTask DeleteSenderKeyDeviceRowsAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default)
    {
        var devices = deviceJids.ToArray().ToHashSet();
        return Do(() => Forget(key => devices.Contains(key.Device)), cancellationToken);
    }

    public ValueTask ClearAllSenderKeyDevicesAsync(CancellationToken cancellationToken = default) => Do(_senderKeyDevices.Clear, cancellationToken);

    public ValueTask<LidPnMapping?> GetLidMappingAsync(string lid, CancellationToken cancellationToken = default) =>
        Ask(() => _mappings.GetValueOrDefault(lid), cancellationToken);

    public ValueTask<LidPnMapping?> GetPnMappingAsync(string phone, CancellationToken cancellationToken = default) =>
        Ask(() => _mappings.Values.Where(row => row.PhoneNumber == phone).MaxBy(row => row.UpdatedAt), cancellationToken);

    public ValueTask<IReadOnlyList<LidPnMapping>> GetAllLidMappingsAsync(CancellationToken cancellationToken = default) =>
        Ask<IReadOnlyList<LidPnMapping>>(() => [.. _mappings.Values], cancellationToken);

    public ValueTask PutLidMappingAsync(LidPnMapping mapping, CancellationToken cancellationToken = default) =>
        Do(() => _mappings[mapping.Lid] = _mappings.TryGetValue(mapping.Lid, out var first) ? mapping with { CreatedAt = first.CreatedAt } : mapping, cancellationToken);

    public ValueTask SaveBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default) =>
        Do(() => _baseKeys[(address, messageId)] = baseKey.ToArray(), cancellationToken);

    public ValueTask<bool> HasSameBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default) =>
        Ask(() => _baseKeys.TryGetValue((address, messageId), out var saved) && baseKey.Span.SequenceEqual(saved), cancellationToken);

    public ValueTask DeleteBaseKeyAsync(string address, string messageId, CancellationToken cancellationToken = default) =>
        Do(() => _baseKeys.Remove((address, messageId)), cancellationToken);

    public ValueTask<DeviceListRecord?> GetDevicesAsync(string user, CancellationToken cancellationToken = default) =>
        Ask(() => _deviceLists.GetValueOrDefault(user), cancellationToken);

    public ValueTask UpdateDeviceListAsync(DeviceListRecord record, CancellationToken cancellationToken = default) =>
        Do(() => _deviceLists[record.User] = record, cancellationToken);

    public ValueTask DeleteDevicesAsync(string user, CancellationToken cancellationToken = default) =>
        Do(() => _deviceLists.Remove(user), cancellationToken);

    public ValueTask<TcToken?> GetTcTokenAsync(string jid, CancellationToken cancellationToken = default) =>
        Ask(() => _tcTokens.GetValueOrDefault(jid), cancellationToken);

    public ValueTask<IReadOnlyList<string>> GetAllTcTokenJidsAsync(CancellationToken cancellationToken = default) =>
        Ask<IReadOnlyList<string>>(() => [.. _tcTokens.Keys], cancellationToken);

    public ValueTask PutTcTokenAsync(string jid, TcToken token, CancellationToken cancellationToken = default) =>
        Do(() => _tcTokens[jid] = token, cancellationToken);

    public ValueTask DeleteTcTokenAsync(string jid, CancellationToken cancellationToken = default) => Do(() => _tcTokens.Remove(jid), cancellationToken);

    public ValueTask<int> DeleteExpiredTcTokensAsync(long tokenCutoff, long senderCutoff, CancellationToken cancellationToken = default) =>
        DeleteWhere(_tcTokens, row => row.IsExpired(tokenCutoff, senderCutoff), cancellationToken);

    public ValueTask StoreSentMessageAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default) =>
        Do(() => _sentMessages[(chat, id)] = (payload.ToArray(), Now), cancellationToken);

    public ValueTask<byte[]?> TakeSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default) =>
        Ask(() => _sentMessages.Remove((chat, id), out var row) ? row.Payload : null, cancellationToken);

    public ValueTask<int> DeleteExpiredSentMessagesAsync(long cutoff, CancellationToken cancellationToken = default) =>
        DeleteWhere(_sentMessages, row => row.CreatedAt < cutoff, cancellationToken);

    void Forget(Func<(string Group, string Device), bool> condition) =>
        _senderKeyDevices.Keys.Where(condition).ToList().ForEach(key => _senderKeyDevices.Remove(key));
}
