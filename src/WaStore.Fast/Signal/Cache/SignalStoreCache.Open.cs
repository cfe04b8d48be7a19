using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>Opens Signal caches.</summary>
public static class SignalStoreCache
{
    /// <summary>Opens the cache of one account, with libsignal's records.</summary>
    /// <inheritdoc cref="OpenAsync{TSession, TSenderKey}" path="/*[not(self::summary)]"/>
    public static ValueTask<SignalStoreCache<SessionRecord, SenderKeyRecord>> OpenAsync(
        IBackend backend, SignalCacheOptions? options = null, SignalAddressTable? addresses = null, CancellationToken cancellationToken = default) =>
        OpenAsync<SessionRecord, SenderKeyRecord>(backend, options, addresses, cancellationToken);

    /// <summary>Opens the cache of one account: takes the account if its store has owners, and goes on with the life that was closed cleanly, if it was.</summary>
    /// <remarks>
    /// Counters are exact after a clean close; after a crash, a restored or a copied store, each chain goes on at the end of its lease (spec/caches.md 1.10).
    /// Disposing the cache gives the account back.
    /// </remarks>
    /// <typeparam name="TSession">The session record.</typeparam>
    /// <typeparam name="TSenderKey">The sender-key record.</typeparam>
    /// <param name="backend">The account's store; it is not disposed with the cache.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <param name="addresses">Where addresses are interned, to share it with others; null makes one.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="ArgumentException">
    /// An option makes no sense; or it names an <see cref="SignalCacheOptions.Incarnation"/>, while the store knows which one it is.
    /// </exception>
    /// <exception cref="StoreException">Somebody else has the account (Connection, naming the holder), or another cache of this process (Validation).</exception>
    public static async ValueTask<SignalStoreCache<TSession, TSenderKey>> OpenAsync<TSession, TSenderKey>(
        IBackend backend, SignalCacheOptions? options = null, SignalAddressTable? addresses = null, CancellationToken cancellationToken = default)
        where TSession : class, ISignalRecord<TSession>
        where TSenderKey : class, ISignalRecord<TSenderKey>
    {
        ArgumentNullException.ThrowIfNull(backend);
        var checkedOptions = (options ?? new SignalCacheOptions()).Checked();
        if (backend.Ownership is not { } ownership)
        {
            return new SignalStoreCache<TSession, TSenderKey>(backend, checkedOptions, addresses, lease: null);
        }

        if (checkedOptions.Incarnation is not null)
        {
            throw new ArgumentException("The store itself knows whether the last life was closed cleanly.", nameof(options));
        }

        var lease = await ownership.AcquireAsync(cancellationToken).ConfigureAwait(false);
        var resumed = checkedOptions with { Incarnation = lease.Life.IsEmpty ? null : new Incarnation(lease.Life.Span) };
        return new SignalStoreCache<TSession, TSenderKey>(backend, resumed, addresses, lease);
    }
}
