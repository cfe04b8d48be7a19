using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

partial class RequiredMembersBackend
{
    readonly Dictionary<string, Key32> _identities = [];
    readonly Dictionary<string, byte[]> _sessions = [];
    readonly Dictionary<uint, byte[]> _preKeys = [];
    readonly Dictionary<uint, byte[]> _signedPreKeys = [];
    readonly Dictionary<string, byte[]> _senderKeys = [];

    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        Ask<Key32?>(() => _identities.TryGetValue(address, out var key) ? key : null, cancellationToken);

    public ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default) =>
        Do(() => _identities[address] = key, cancellationToken);

    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        Do(() => _identities.Remove(address), cancellationToken);

    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default) => Copy(_sessions, address, cancellationToken);

    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Do(() => _sessions[address] = record.ToArray(), cancellationToken);

    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default) =>
        Do(() => _sessions.Remove(address), cancellationToken);

    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) => Copy(_preKeys, id, cancellationToken);

    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) =>
        Ask(() => (uint)_preKeys.Keys.Select(id => (int)id).DefaultIfEmpty(0).Max(), cancellationToken);

    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) =>
        Do(() => _preKeys[id] = record.ToArray(), cancellationToken);

    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) => Do(static () => { }, cancellationToken);

    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) => Do(() => _preKeys.Remove(id), cancellationToken);

    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) => Copy(_signedPreKeys, id, cancellationToken);

    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        Ask<IReadOnlyList<PreKeyEntry>>(() => [.. _signedPreKeys.Select(row => new PreKeyEntry(row.Key, row.Value))], cancellationToken);

    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Do(() => _signedPreKeys[id] = record.ToArray(), cancellationToken);

    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Do(() => _signedPreKeys.Remove(id), cancellationToken);

    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default) => Copy(_senderKeys, name, cancellationToken);

    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Do(() => _senderKeys[name] = record.ToArray(), cancellationToken);

    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default) =>
        Do(() => _senderKeys.Remove(name), cancellationToken);
}
