using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.RequiredMembers;

partial class RequiredMembersBackend
{
    // Hexadecimal text sorts as the bytes do.
    readonly SortedDictionary<string, AppStateSyncKey> _syncKeys = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashState> _versions = [];
    readonly Dictionary<(string Name, Key32 Index), byte[]> _macs = [];

    public ValueTask<AppStateSyncKey?> GetSyncKeyAsync(ReadOnlyMemory<byte> keyId, CancellationToken cancellationToken = default) =>
        Ask(() => _syncKeys.TryGetValue(Convert.ToHexString(keyId.Span), out var key) && IsValid(key) ? key : null, cancellationToken);

    public ValueTask<byte[]?> GetLatestSyncKeyIdAsync(CancellationToken cancellationToken = default) =>
        Ask(() => _syncKeys.Where(row => IsValid(row.Value)).Select(row => Convert.FromHexString(row.Key)).LastOrDefault(), cancellationToken);

    public ValueTask SetSyncKeyAsync(ReadOnlyMemory<byte> keyId, AppStateSyncKey key, CancellationToken cancellationToken = default) =>
        Do(() => _syncKeys[Convert.ToHexString(keyId.Span)] = key, cancellationToken);

    public ValueTask<HashState> GetVersionAsync(string name, CancellationToken cancellationToken = default) =>
        Ask(() => _versions.GetValueOrDefault(name, HashState.Empty), cancellationToken);

    public ValueTask SetVersionAsync(string name, HashState state, CancellationToken cancellationToken = default) =>
        Do(() => _versions[name] = state, cancellationToken);

    public ValueTask<byte[]?> GetMutationMacAsync(string name, Key32 indexMac, CancellationToken cancellationToken = default) =>
        Copy(_macs, (name, indexMac), cancellationToken);

    public ValueTask PutMutationMacsAsync(string name, ulong version, ReadOnlyMemory<MutationMac> macs, CancellationToken cancellationToken = default) =>
        Do(() =>
        {
            foreach (var (index, value) in macs.Span)
            {
                _macs[(name, index)] = value.ToArray();
            }
        }, cancellationToken);

    public ValueTask DeleteMutationMacsAsync(string name, ReadOnlyMemory<Key32> indexMacs, CancellationToken cancellationToken = default) =>
        Do(() =>
        {
            foreach (var index in indexMacs.Span)
            {
                _ = _macs.Remove((name, index));
            }
        }, cancellationToken);

    public ValueTask ClearMutationMacsAsync(string name, CancellationToken cancellationToken = default) =>
        Do(() => _macs.Keys.Where(key => key.Name == name).ToList().ForEach(key => _macs.Remove(key)), cancellationToken);

    static bool IsValid(AppStateSyncKey key) => key.KeyData.Length == Key32.Length;
}
