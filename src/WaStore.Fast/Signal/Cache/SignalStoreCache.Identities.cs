using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Raised after another key took the place of one that was known. On the thread of the put, without a lock; the key may not be durable yet.</summary>
    public event Action<IdentityChange>? IdentityChanged;

    /// <summary>Answers if the identity key is cached, or known to be absent.</summary>
    /// <param name="address">Whose key.</param>
    /// <param name="key">The key; null when there is none.</param>
    /// <returns>False when the store has to be asked: <see cref="GetIdentityAsync"/>.</returns>
    public bool TryGetIdentity(SignalAddress address, out Key32? key)
    {
        ArgumentNullException.ThrowIfNull(address);
        var isKnown = _identities.TryGet(address, address.GetHashCode(), out var record);
        key = record?.Key;
        return isKnown;
    }

    /// <inheritdoc cref="TryGetIdentity(SignalAddress, out Key32?)"/>
    public bool TryGetIdentity(ReadOnlySpan<char> address, out Key32? key)
    {
        var isKnown = _identities.TryGet(address, out var record);
        key = record?.Key;
        return isKnown;
    }

    /// <summary>The identity key, null when there is none.</summary>
    /// <exception cref="StoreException">The store could not be read, or holds a key of a wrong length; neither is "no key".</exception>
    public ValueTask<Key32?> GetIdentityAsync(SignalAddress address, CancellationToken cancellationToken = default)
    {
        return TryGetIdentity(address, out var key) ? new ValueTask<Key32?>(key) : Slow(this, address, cancellationToken);

        static async ValueTask<Key32?> Slow(SignalStoreCache<TSession, TSenderKey> cache, SignalAddress address, CancellationToken cancellationToken) =>
            (await cache._identities.GetAsync(address, address.GetHashCode(), cancellationToken).ConfigureAwait(false))?.Key;
    }

    /// <summary>Sets the identity key if it can be said at once what was there before.</summary>
    /// <returns>False when nothing was done: use <see cref="PutIdentityAsync"/>.</returns>
    public bool TryPutIdentity(SignalAddress address, in Key32 key, out IdentityPut put)
    {
        ArgumentNullException.ThrowIfNull(address);
        put = default;
        return !_brake.IsOn && TryPut(address, key, out put);
    }

    /// <summary>Sets the identity key. The same key again is no write; after a delete it is.</summary>
    /// <inheritdoc cref="PutSessionAsync" path="/remarks"/>
    /// <exception cref="StoreException">The key before could not be read, so nobody can say whether this one is new. Nothing was written.</exception>
    public ValueTask<IdentityPut> PutIdentityAsync(SignalAddress address, Key32 key, CancellationToken cancellationToken = default)
    {
        return TryPutIdentity(address, key, out var put) ? new ValueTask<IdentityPut>(put) : Slow(this, address, key, cancellationToken);

        static async ValueTask<IdentityPut> Slow(
            SignalStoreCache<TSession, TSenderKey> cache, SignalAddress address, Key32 key, CancellationToken cancellationToken)
        {
            while (true)
            {
                await cache._brake.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (cache.TryPut(address, key, out var put))
                {
                    return put;
                }

                // Owned from the read on, so that a cache that keeps nothing does not forget it before the put.
                if (await cache._identities.CheckoutAsync(address, address.GetHashCode(), cancellationToken).ConfigureAwait(false) is not { } checkout)
                {
                    await Task.Yield();
                }
                else if (cache.TryPut(checkout, address, key, out put))
                {
                    return put;
                }
            }
        }
    }

    /// <summary>Forgets the identity key. Its row goes with the next flush.</summary>
    /// <inheritdoc cref="PutSessionAsync" path="/remarks"/>
    public ValueTask DeleteIdentityAsync(SignalAddress address, CancellationToken cancellationToken = default) =>
        DeleteAsync(_identities, address, cancellationToken);

    /// <summary>Answers if it can be said at once whether <paramref name="key"/> is trusted.</summary>
    /// <param name="address">Whose key.</param>
    /// <param name="key">The key in question.</param>
    /// <param name="direction">Which way the message goes.</param>
    /// <param name="isTrusted">What <see cref="SignalCacheOptions.Trust"/> says; true without one.</param>
    public bool TryIsTrustedIdentity(SignalAddress address, in Key32 key, IdentityDirection direction, out bool isTrusted)
    {
        isTrusted = true;
        if (_options.Trust is not { } trust)
        {
            return true;
        }

        var isKnown = TryGetIdentity(address, out var known);
        isTrusted = isKnown && trust(address, key, known, direction);
        return isKnown;
    }

    /// <summary>Whether <paramref name="key"/> is trusted.</summary>
    /// <exception cref="StoreException">The known key could not be read.</exception>
    public ValueTask<bool> IsTrustedIdentityAsync(SignalAddress address, Key32 key, IdentityDirection direction, CancellationToken cancellationToken = default)
    {
        return TryIsTrustedIdentity(address, key, direction, out var isTrusted)
            ? new ValueTask<bool>(isTrusted)
            : Slow(this, address, key, direction, cancellationToken);

        static async ValueTask<bool> Slow(
            SignalStoreCache<TSession, TSenderKey> cache, SignalAddress address, Key32 key, IdentityDirection direction, CancellationToken cancellationToken)
        {
            var known = await cache.GetIdentityAsync(address, cancellationToken).ConfigureAwait(false);
            return cache._options.Trust!(address, key, known, direction);
        }
    }

    bool TryPut(SignalAddress address, in Key32 key, out IdentityPut put)
    {
        var isKnown = _identities.TryReplace(
            address, address.GetHashCode(), key, static (key, record) => record.Key == key, static key => new IdentityRecord(key), out var previous, out var wrote);
        put = wrote ? Wrote(address, previous, key) : IdentityPut.Same;
        return isKnown;
    }

    bool TryPut(Checkout<IdentityRecord> checkout, SignalAddress address, in Key32 key, out IdentityPut put)
    {
        using (checkout)
        {
            put = IdentityPut.Same;
            if (checkout.Record is { } known && known.Key == key)
            {
                return true;
            }

            if (!checkout.TryCommit(new IdentityRecord(key)))
            {
                return false;
            }
        }

        put = Wrote(address, checkout.Record, key);
        return true;
    }

    IdentityPut Wrote(SignalAddress address, IdentityRecord? previous, in Key32 key)
    {
        if (previous is null)
        {
            return IdentityPut.New;
        }

        IdentityChanged?.Invoke(new IdentityChange(address, previous.Key, key));
        return IdentityPut.Changed;
    }
}
