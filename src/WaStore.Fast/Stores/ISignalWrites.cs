namespace WaStore.Fast.Stores;

/// <summary>What can be changed of the Signal protocol's state (spec/storage.md 1.1).</summary>
/// <remarks>
/// <para>Every put replaces the record under the same key. Deleting what is absent is no error. An empty list touches nothing. A batch is one
/// transaction, applied in input order, so of two entries under one key the last wins; the defaults below, for backends that
/// have only the single forms, stop at the first error instead (spec/storage.md 1.10).</para>
/// <para>Every method may be called from any thread and throws <see cref="StoreException"/> when the store fails. A cancelled token throws
/// <see cref="OperationCanceledException"/> and then nothing has changed. Blobs are borrowed until the call completes.</para>
/// </remarks>
public interface ISignalWrites
{
    /// <summary>Sets the identity key of <paramref name="address"/>.</summary>
    ValueTask PutIdentityAsync(string address, Key32 key, CancellationToken cancellationToken = default);

    /// <summary>Sets several identity keys.</summary>
    ValueTask PutIdentitiesAsync(ReadOnlyMemory<IdentityEntry> identities, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, identities, static (store, entry, token) => store.PutIdentityAsync(entry.Address, entry.Key, token), cancellationToken);

    /// <summary>Forgets the identity key of <paramref name="address"/>.</summary>
    ValueTask DeleteIdentityAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>Forgets several identity keys.</summary>
    ValueTask DeleteIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, addresses, static (store, address, token) => store.DeleteIdentityAsync(address, token), cancellationToken);

    /// <summary>Sets the session record of <paramref name="address"/>.</summary>
    ValueTask PutSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default);

    /// <summary>Sets several session records.</summary>
    ValueTask PutSessionsAsync(ReadOnlyMemory<RecordEntry> sessions, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, sessions, static (store, entry, token) => store.PutSessionAsync(entry.Address, entry.Record, token), cancellationToken);

    /// <summary>Removes the session record of <paramref name="address"/>.</summary>
    ValueTask DeleteSessionAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>Removes several session records.</summary>
    ValueTask DeleteSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, addresses, static (store, address, token) => store.DeleteSessionAsync(address, token), cancellationToken);

    /// <summary>Keeps a copy of a session record that its reader found undecodable, and so took for absent, before the next one replaces it.</summary>
    /// <remarks>
    /// The store looks into no session, so only the layer above can tell. The row itself stays. Default, for a backend that keeps no such copies: does nothing and
    /// answers false.
    /// </remarks>
    /// <param name="address">The session's address.</param>
    /// <param name="record">The record as it was read.</param>
    /// <param name="cancellationToken">Cancelled on entry: nothing is done.</param>
    /// <returns>Whether the store holds this very record and keeps a copy of it now; the same bytes are kept once.</returns>
    ValueTask<bool> SetAsideSessionAsync(string address, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<bool>(cancellationToken) : default;

    /// <summary>Sets the one-time pre-key <paramref name="id"/>: its record and whether the server has it.</summary>
    ValueTask StorePreKeyAsync(uint id, ReadOnlyMemory<byte> record, bool uploaded, CancellationToken cancellationToken = default);

    /// <summary>Sets several one-time pre-keys with one <paramref name="uploaded"/> for all.</summary>
    ValueTask StorePreKeysAsync(ReadOnlyMemory<PreKeyEntry> preKeys, bool uploaded, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(
            (Store: this, uploaded), preKeys, static (call, entry, token) => call.Store.StorePreKeyAsync(entry.Id, entry.Record, call.uploaded, token), cancellationToken);

    /// <summary>Marks those of <paramref name="ids"/> that exist as known to the server.</summary>
    /// <remarks>Never inserts: a key that was consumed meanwhile must stay deleted (spec/storage.md 1.1). Hence no default.</remarks>
    ValueTask MarkPreKeysUploadedAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default);

    /// <summary>Removes the one-time pre-key <paramref name="id"/>.</summary>
    ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Removes several one-time pre-keys.</summary>
    ValueTask RemovePreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, ids, static (store, id, token) => store.RemovePreKeyAsync(id, token), cancellationToken);

    /// <summary>Sets the signed pre-key <paramref name="id"/>.</summary>
    ValueTask StoreSignedPreKeyAsync(uint id, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default);

    /// <summary>Removes the signed pre-key <paramref name="id"/>.</summary>
    ValueTask RemoveSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Sets the sender key under <paramref name="name"/>.</summary>
    ValueTask PutSenderKeyAsync(string name, ReadOnlyMemory<byte> record, CancellationToken cancellationToken = default);

    /// <summary>Sets several sender keys.</summary>
    ValueTask PutSenderKeysAsync(ReadOnlyMemory<RecordEntry> senderKeys, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, senderKeys, static (store, entry, token) => store.PutSenderKeyAsync(entry.Address, entry.Record, token), cancellationToken);

    /// <summary>Removes the sender key under <paramref name="name"/>.</summary>
    ValueTask DeleteSenderKeyAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Removes several sender keys.</summary>
    ValueTask DeleteSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, names, static (store, name, token) => store.DeleteSenderKeyAsync(name, token), cancellationToken);
}
