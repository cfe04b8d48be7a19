namespace WaStore.Fast.Stores;

abstract partial class ForwardedReads
{
    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        _signal.LoadIdentityAsync(address, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, Key32>> LoadIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        _signal.LoadIdentitiesAsync(addresses, cancellationToken);

    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default) =>
        _signal.GetSessionAsync(address, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        _signal.GetSessionsAsync(addresses, cancellationToken);

    public ValueTask ReadSessionsAsync<TState>(ReadOnlyMemory<string> addresses, TState state, BlobReader<TState> read, CancellationToken cancellationToken = default) =>
        _signal.ReadSessionsAsync(addresses, state, read, cancellationToken);

    public ValueTask<bool> HasSessionAsync(string address, CancellationToken cancellationToken = default) =>
        _signal.HasSessionAsync(address, cancellationToken);

    public ValueTask<bool> HasSignalStateForUserAsync(string user, CancellationToken cancellationToken = default) =>
        _signal.HasSignalStateForUserAsync(user, cancellationToken);

    public ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default) =>
        _signal.GetSignalAddressesAsync(user, cancellationToken);

    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        _signal.LoadPreKeyAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadPreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        _signal.LoadPreKeysAsync(ids, cancellationToken);

    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) =>
        _signal.GetMaxPreKeyIdAsync(cancellationToken);

    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        _signal.LoadSignedPreKeyAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        _signal.LoadAllSignedPreKeysAsync(cancellationToken);

    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default) =>
        _signal.GetSenderKeyAsync(name, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, byte[]>> GetSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default) =>
        _signal.GetSenderKeysAsync(names, cancellationToken);
}
