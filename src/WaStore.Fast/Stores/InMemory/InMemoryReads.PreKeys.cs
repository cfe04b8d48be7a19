namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Read(id, static (account, id) => Copy(account.PreKeys.OneTime.GetValueOrDefault(id).Record), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadPreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        Read(ids, static (account, ids) =>
        {
            var found = new List<PreKeyEntry>(ids.Length);
            var seen = new HashSet<uint>(ids.Length);
            foreach (var id in ids.Span)
            {
                if (seen.Add(id) && account.PreKeys.OneTime.TryGetValue(id, out var row))
                {
                    found.Add(new PreKeyEntry(id, Copy(row.Record)));
                }
            }

            return (IReadOnlyList<PreKeyEntry>)found;
        }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => account.PreKeys.MaxId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Read(id, static (account, id) => Copy(account.PreKeys.Signed.GetValueOrDefault(id)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => (IReadOnlyList<PreKeyEntry>)account.PreKeys.Signed.Select(static row => new PreKeyEntry(row.Key, Copy(row.Value))).ToList(), cancellationToken);
}
