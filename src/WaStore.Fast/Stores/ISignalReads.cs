using System.Text;

namespace WaStore.Fast.Stores;

/// <summary>What can be read of the Signal protocol's state: sessions, identities, pre-keys, sender keys (spec/storage.md 1.1).</summary>
/// <remarks>
/// <para>Every method may be called from any thread at any time, sees every write that completed before it started, and sees only
/// the rows of this store's own account. Keys are opaque and compared byte for byte.</para>
/// <para>A batch read is one view of the store. It names only what exists, answers a key that is asked twice once, promises no order,
/// and reads nothing for an empty list. Blobs that come back are owned by the caller.</para>
/// <para>Every method throws <see cref="StoreException"/> when the store fails; a read that failed is never "absent".
/// A cancelled token throws <see cref="OperationCanceledException"/>.</para>
/// </remarks>
public interface ISignalReads
{
    /// <summary>The identity key of <paramref name="address"/>, or null.</summary>
    /// <exception cref="StoreException">Validation: the stored key is not 32 bytes. Absent would trust a new key (spec/storage.md 1.1).</exception>
    ValueTask<Key32?> LoadIdentityAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>The identity keys that exist among <paramref name="addresses"/>. Default: one by one.</summary>
    /// <exception cref="StoreException">Validation: one of the stored keys is not 32 bytes.</exception>
    ValueTask<IReadOnlyDictionary<string, Key32>> LoadIdentitiesAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        OneByOne.CollectValuesAsync(this, addresses, static (store, address, token) => store.LoadIdentityAsync(address, token), cancellationToken);

    /// <summary>The session record of <paramref name="address"/>, or null. A stored empty record is an empty array.</summary>
    ValueTask<byte[]?> GetSessionAsync(string address, CancellationToken cancellationToken = default);

    /// <summary>The session records that exist among <paramref name="addresses"/>. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, byte[]>> GetSessionsAsync(ReadOnlyMemory<string> addresses, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, addresses, static (store, address, token) => store.GetSessionAsync(address, token), cancellationToken);

    /// <summary>Hands the session records that exist among <paramref name="addresses"/> to <paramref name="read"/>, once each, in place.</summary>
    /// <remarks>
    /// The way to decode a group's sessions without a copy. The spans are valid only during each call. An exception of
    /// <paramref name="read"/> ends the read and reaches the caller. Default: over <see cref="GetSessionsAsync"/>, with copies.
    /// </remarks>
    async ValueTask ReadSessionsAsync<TState>(ReadOnlyMemory<string> addresses, TState state, BlobReader<TState> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        foreach (var (address, record) in await GetSessionsAsync(addresses, cancellationToken).ConfigureAwait(false))
        {
            read(state, Encoding.UTF8.GetBytes(address), record);
        }
    }

    /// <summary>Whether a session record exists, whatever it holds. Default: <see cref="GetSessionAsync"/> is not null.</summary>
    async ValueTask<bool> HasSessionAsync(string address, CancellationToken cancellationToken = default) =>
        await GetSessionAsync(address, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Whether a session or an identity exists whose address begins with <c>user@</c> or <c>user:</c>.</summary>
    /// <remarks>
    /// The prefix is compared byte for byte: a longer number that begins alike does not count, and <c>%</c> or <c>_</c> are ordinary
    /// characters. Default: true, the answer that makes nobody skip work (spec/storage.md 1.10).
    /// </remarks>
    ValueTask<bool> HasSignalStateForUserAsync(string user, CancellationToken cancellationToken = default) => ValueTask.FromResult(true);

    /// <summary>All addresses whose user part is exactly <paramref name="user"/>, any device and server, of sessions and identities.</summary>
    /// <remarks>
    /// Each address once, order unspecified; the prefix is compared byte for byte (spec/storage.md Appendix A). Default: finds by single reads what the reference does, the
    /// devices below 100 on the four servers (spec/caches.md 1.14), in 800 reads; a backend that can look for a prefix should.
    /// </remarks>
    ValueTask<IReadOnlyList<string>> GetSignalAddressesAsync(string user, CancellationToken cancellationToken = default) =>
        SignalAddressProbe.FindAsync(this, user, cancellationToken);

    /// <summary>The one-time pre-key <paramref name="id"/>, or null.</summary>
    ValueTask<byte[]?> LoadPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>The one-time pre-keys that exist among <paramref name="ids"/>; order unspecified.</summary>
    /// <remarks>Default: one by one, in input order; it alone repeats an id that is asked twice (spec/storage.md 1.10).</remarks>
    async ValueTask<IReadOnlyList<PreKeyEntry>> LoadPreKeysAsync(ReadOnlyMemory<uint> ids, CancellationToken cancellationToken = default)
    {
        var found = new List<PreKeyEntry>(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var id = ids.Span[i];
            if (await LoadPreKeyAsync(id, cancellationToken).ConfigureAwait(false) is { } record)
            {
                found.Add(new PreKeyEntry(id, record));
            }
        }

        return found;
    }

    /// <summary>The greatest one-time pre-key id, 0 when there is none.</summary>
    /// <remarks>
    /// Compared as 32-bit signed, as the reference does: ids from 2^31 up are negative in the file and lose to any other
    /// (spec/storage.md 1.1). Real ids have 24 bits.
    /// </remarks>
    ValueTask<uint> GetMaxPreKeyIdAsync(CancellationToken cancellationToken = default);

    /// <summary>The signed pre-key <paramref name="id"/>, or null.</summary>
    ValueTask<byte[]?> LoadSignedPreKeyAsync(uint id, CancellationToken cancellationToken = default);

    /// <summary>Every signed pre-key of the account; order unspecified.</summary>
    ValueTask<IReadOnlyList<PreKeyEntry>> LoadAllSignedPreKeysAsync(CancellationToken cancellationToken = default);

    /// <summary>The sender key under <paramref name="name"/> (<c>group:address</c>, opaque here), or null.</summary>
    ValueTask<byte[]?> GetSenderKeyAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>The sender keys that exist among <paramref name="names"/>. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, byte[]>> GetSenderKeysAsync(ReadOnlyMemory<string> names, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, names, static (store, name, token) => store.GetSenderKeyAsync(name, token), cancellationToken);
}
