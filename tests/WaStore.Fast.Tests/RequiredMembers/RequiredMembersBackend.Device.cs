using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

partial class RequiredMembersBackend
{
    readonly Dictionary<(string Chat, string Sender, string Id), (Key32 Secret, long ExpiresAt)> _msgSecrets = [];
    DeviceRecord? _device;

    public ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        Ask(() => _msgSecrets.TryGetValue((chat, sender, id), out var row) ? row.Secret.ToArray() : null, cancellationToken);

    public ValueTask<int> PutMsgSecretsAsync(ReadOnlyMemory<MsgSecretEntry> entries, CancellationToken cancellationToken = default) =>
        Ask(() =>
        {
            foreach (var entry in entries.Span)
            {
                var key = (entry.Chat, entry.Sender, entry.MsgId);
                var expiresAt = _msgSecrets.TryGetValue(key, out var row) ? MsgSecretMerge.Expiry(row.ExpiresAt, entry.ExpiresAt) : entry.ExpiresAt;
                _msgSecrets[key] = (entry.Secret, expiresAt);
            }

            return entries.Length;
        }, cancellationToken);

    public ValueTask<int> DeleteExpiredMsgSecretsAsync(long cutoff, CancellationToken cancellationToken = default) =>
        DeleteWhere(_msgSecrets, row => row.ExpiresAt != 0 && row.ExpiresAt <= cutoff, cancellationToken);

    public ValueTask<DeviceRecord?> LoadAsync(CancellationToken cancellationToken = default) => Ask(() => _device, cancellationToken);

    public ValueTask<bool> ExistsAsync(CancellationToken cancellationToken = default) => Ask(() => _device is not null, cancellationToken);

    public ValueTask SaveAsync(DeviceRecord device, CancellationToken cancellationToken = default) => Do(() => _device = device, cancellationToken);

    public ValueTask<int> CreateAsync(CancellationToken cancellationToken = default) =>
        Ask(() =>
        {
            _device ??= DeviceRecord.NewFrom(Sample.KeySource.Create(), clock);
            return 1;
        }, cancellationToken);
}
