using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Answers if the session is cached, or known to be absent.</summary>
    /// <param name="address">Whose session.</param>
    /// <param name="session">The newest one that was committed, also while somebody has it checked out; null when there is none.</param>
    /// <returns>False when the store has to be asked: <see cref="GetSessionAsync"/>.</returns>
    public bool TryGetSession(SignalAddress address, out TSession? session)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _sessions.TryGet(address, address.GetHashCode(), out session);
    }

    /// <inheritdoc cref="TryGetSession(SignalAddress, out TSession?)"/>
    public bool TryGetSession(ReadOnlySpan<char> address, out TSession? session) => _sessions.TryGet(address, out session);

    /// <summary>The session, null when there is none or what is stored does not decode. To replace it, check it out instead.</summary>
    /// <remarks>One that does not decode is counted, and the next flush has the store keep a copy before anything can replace it.</remarks>
    /// <exception cref="StoreException">The store could not be read; that is never "no session".</exception>
    public ValueTask<TSession?> GetSessionAsync(SignalAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _sessions.GetAsync(address, address.GetHashCode(), cancellationToken);
    }

    /// <summary>Whether there is a session that decodes.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<bool> HasSessionAsync(SignalAddress address, CancellationToken cancellationToken = default)
    {
        return TryGetSession(address, out var session) ? new ValueTask<bool>(session is not null) : Slow(this, address, cancellationToken);

        static async ValueTask<bool> Slow(SignalStoreCache<TSession, TSenderKey> cache, SignalAddress address, CancellationToken cancellationToken) =>
            await cache.GetSessionAsync(address, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Checks the session out if that can be said at once.</summary>
    public CheckoutStatus TryCheckoutSession(SignalAddress address, out Checkout<TSession> checkout)
    {
        ArgumentNullException.ThrowIfNull(address);
        checkout = default;
        return _brake.IsOn ? CheckoutStatus.Declined : _sessions.TryCheckout(address, address.GetHashCode(), out checkout);
    }

    /// <summary>Checks the session out: until the checkout is committed or disposed nobody else can. Also where there is none yet.</summary>
    /// <remarks>Waits while too much is pending because the store is down.</remarks>
    /// <exception cref="StoreException">The store could not be read; or Validation: somebody else has it checked out.</exception>
    public ValueTask<Checkout<TSession>> CheckoutSessionAsync(SignalAddress address, CancellationToken cancellationToken = default) =>
        TryCheckoutSession(address, out var checkout) is CheckoutStatus.Owned
            ? new ValueTask<Checkout<TSession>>(checkout)
            : CheckoutAsync(_sessions, address, cancellationToken);

    /// <summary>Sets the session, whatever was there: whoever has it checked out owns nothing any more.</summary>
    /// <remarks>Completes at once; only while too much is pending because the store is down it waits.</remarks>
    public ValueTask PutSessionAsync(SignalAddress address, TSession session, CancellationToken cancellationToken = default) =>
        PutAsync(_sessions, address, session, cancellationToken);

    /// <summary>Removes the session; a delete wins over every older checkout. Its row goes with the next flush.</summary>
    /// <inheritdoc cref="PutSessionAsync" path="/remarks"/>
    public ValueTask DeleteSessionAsync(SignalAddress address, CancellationToken cancellationToken = default) =>
        DeleteAsync(_sessions, address, cancellationToken);
}
