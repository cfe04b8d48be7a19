using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>The required members of a Signal store over another, of which one write, chosen by its number, fails: a batch is done up to there.</summary>
sealed class SteppedSignals(ISignalStore inner) : ISignalStore
{
    int _left;

    /// <summary>A backend that has no transactions: the default commit, each of whose steps can be the last.</summary>
    public static (IBackend Backend, SteppedSignals Steps) Over(IBackend store)
    {
        var steps = new SteppedSignals(store);
        return (Backend.Combine(steps, store, store, store, store), steps);
    }

    /// <summary>Has the write number <paramref name="nth"/>, from 1, fail before it is done; 0: none.</summary>
    public void FailAt(int nth) => _left = nth;

    public ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default) => inner.LoadIdentityAsync(address, cancellationToken);

    public ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default) => inner.GetSessionAsync(address, cancellationToken);

    public ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default) => inner.LoadPreKeyAsync(id, cancellationToken);

    public ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default) => inner.GetMaxPreKeyIdAsync(cancellationToken);

    public ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) => inner.LoadSignedPreKeyAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default) => inner.LoadAllSignedPreKeysAsync(cancellationToken);

    public ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default) => inner.GetSenderKeyAsync(name, cancellationToken);

    public ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default) =>
        Step(inner, (address, key), static (store, change, token) => store.PutIdentityAsync(change.address, change.key, token), cancellationToken);

    public ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default) =>
        Step(inner, address, static (store, key, token) => store.DeleteIdentityAsync(key, token), cancellationToken);

    public ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Step(inner, (address, record), static (store, change, token) => store.PutSessionAsync(change.address, change.record, token), cancellationToken);

    public ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default) =>
        Step(inner, address, static (store, key, token) => store.DeleteSessionAsync(key, token), cancellationToken);

    public ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default) =>
        Step(inner, (id, record, uploaded), static (store, change, token) => store.StorePreKeyAsync(change.id, change.record, change.uploaded, token), cancellationToken);

    public ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        Step(inner, ids, static (store, list, token) => store.MarkPreKeysUploadedAsync(list, token), cancellationToken);

    public ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Step(inner, id, static (store, key, token) => store.RemovePreKeyAsync(key, token), cancellationToken);

    public ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Step(inner, (id, record), static (store, change, token) => store.StoreSignedPreKeyAsync(change.id, change.record, token), cancellationToken);

    public ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default) =>
        Step(inner, id, static (store, key, token) => store.RemoveSignedPreKeyAsync(key, token), cancellationToken);

    public ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        Step(inner, (name, record), static (store, change, token) => store.PutSenderKeyAsync(change.name, change.record, token), cancellationToken);

    public ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default) =>
        Step(inner, name, static (store, key, token) => store.DeleteSenderKeyAsync(key, token), cancellationToken);

    ValueTask Step<TChange>(ISignalStore store, TChange change, Func<ISignalStore, TChange, CancellationToken, ValueTask> write, CancellationToken cancellationToken) =>
        _left > 0 && --_left == 0 ? ValueTask.FromException(Steering.Down()) : write(store, change, cancellationToken);
}
