namespace WaStore.Fast.Stores;

sealed partial class CombinedBackend
{
    public ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default) =>
        _signal.PutIdentityAsync(address, key, cancellationToken);

    public ValueTask PutIdentitiesAsync(ReadOnlyMemory<IdentityEntry> identities, CancellationToken cancellationToken = default) =>
        _signal.PutIdentitiesAsync(identities, cancellationToken);

    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        _signal.DeleteIdentityAsync(address, cancellationToken);

    public ValueTask DeleteIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        _signal.DeleteIdentitiesAsync(addresses, cancellationToken);

    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _signal.PutSessionAsync(address, record, cancellationToken);

    public ValueTask PutSessionsAsync(ReadOnlyMemory<RecordEntry> sessions, CancellationToken cancellationToken = default) =>
        _signal.PutSessionsAsync(sessions, cancellationToken);

    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default) =>
        _signal.DeleteSessionAsync(address, cancellationToken);

    public ValueTask DeleteSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        _signal.DeleteSessionsAsync(addresses, cancellationToken);

    public ValueTask<bool> SetAsideSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _signal.SetAsideSessionAsync(address, record, cancellationToken);

    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) =>
        _signal.StorePreKeyAsync(id, record, uploaded, cancellationToken);

    public ValueTask StorePreKeysAsync(ReadOnlyMemory<PreKeyEntry> preKeys, bool uploaded, CancellationToken cancellationToken = default) =>
        _signal.StorePreKeysAsync(preKeys, uploaded, cancellationToken);

    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        _signal.MarkPreKeysUploadedAsync(ids, cancellationToken);

    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        _signal.RemovePreKeyAsync(id, cancellationToken);

    public ValueTask RemovePreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        _signal.RemovePreKeysAsync(ids, cancellationToken);

    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _signal.StoreSignedPreKeyAsync(id, record, cancellationToken);

    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        _signal.RemoveSignedPreKeyAsync(id, cancellationToken);

    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        _signal.PutSenderKeyAsync(name, record, cancellationToken);

    public ValueTask PutSenderKeysAsync(ReadOnlyMemory<RecordEntry> senderKeys, CancellationToken cancellationToken = default) =>
        _signal.PutSenderKeysAsync(senderKeys, cancellationToken);

    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default) =>
        _signal.DeleteSenderKeyAsync(name, cancellationToken);

    public ValueTask DeleteSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default) =>
        _signal.DeleteSenderKeysAsync(names, cancellationToken);
}
