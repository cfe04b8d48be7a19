namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) =>
        Change((Entry: new PreKeyEntry(id, record), uploaded), static (account, call) =>
            account with { PreKeys = account.PreKeys.Put(One(call.Entry), call.uploaded) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StorePreKeysAsync(ReadOnlyMemory<PreKeyEntry> preKeys, bool uploaded, CancellationToken cancellationToken = default) =>
        Change((preKeys, uploaded), static (account, call) => account with { PreKeys = account.PreKeys.Put(call.preKeys.Span, call.uploaded) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        Change(ids, static (account, ids) => account with { PreKeys = account.PreKeys.MarkUploaded(ids.Span) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Change(id, static (account, id) => account with { PreKeys = account.PreKeys.Remove(One(id)) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemovePreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        Change(ids, static (account, ids) => account with { PreKeys = account.PreKeys.Remove(ids.Span) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Change((id, record), static (account, call) => account with { PreKeys = account.PreKeys.PutSigned(call.id, call.record) }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Change(id, static (account, id) => account with { PreKeys = account.PreKeys.RemoveSigned(id) }, cancellationToken);
}
