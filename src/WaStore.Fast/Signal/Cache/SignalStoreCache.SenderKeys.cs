using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>Answers if the sender key is cached, or known to be absent.</summary>
    /// <param name="name">Whose key, in which group.</param>
    /// <param name="senderKey">The newest one that was committed, also while somebody has it checked out; null when there is none.</param>
    /// <returns>False when the store has to be asked: <see cref="GetSenderKeyAsync"/>.</returns>
    public bool TryGetSenderKey(SenderKeyName name, out TSenderKey? senderKey)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _senderKeys.TryGet(name, name.GetHashCode(), out senderKey);
    }

    /// <inheritdoc cref="TryGetSenderKey(SenderKeyName, out TSenderKey?)"/>
    public bool TryGetSenderKey(ReadOnlySpan<char> name, out TSenderKey? senderKey) => _senderKeys.TryGet(name, out senderKey);

    /// <summary>The sender key, null when there is none. To replace it, check it out instead.</summary>
    /// <exception cref="StoreException">The store could not be read; or Serialization: the key does not decode, which is no absence (a new one would be made).</exception>
    public ValueTask<TSenderKey?> GetSenderKeyAsync(SenderKeyName name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _senderKeys.GetAsync(name, name.GetHashCode(), cancellationToken);
    }

    /// <summary>Checks the sender key out if that can be said at once.</summary>
    public CheckoutStatus TryCheckoutSenderKey(SenderKeyName name, out Checkout<TSenderKey> checkout)
    {
        ArgumentNullException.ThrowIfNull(name);
        checkout = default;
        return _brake.IsOn ? CheckoutStatus.Declined : _senderKeys.TryCheckout(name, name.GetHashCode(), out checkout);
    }

    /// <summary>Checks the sender key out: until the checkout is committed or disposed nobody else can. Also where there is none yet.</summary>
    /// <remarks>Waits while too much is pending because the store is down.</remarks>
    /// <exception cref="StoreException">
    /// The store could not be read; or Serialization: the key does not decode; or Validation: somebody else has it checked out.
    /// </exception>
    public ValueTask<Checkout<TSenderKey>> CheckoutSenderKeyAsync(SenderKeyName name, CancellationToken cancellationToken = default) =>
        TryCheckoutSenderKey(name, out var checkout) is CheckoutStatus.Owned
            ? new ValueTask<Checkout<TSenderKey>>(checkout)
            : CheckoutAsync(_senderKeys, name, cancellationToken);

    /// <summary>Sets the sender key, whatever was there: whoever has it checked out owns nothing any more.</summary>
    /// <inheritdoc cref="PutSessionAsync" path="/remarks"/>
    public ValueTask PutSenderKeyAsync(SenderKeyName name, TSenderKey senderKey, CancellationToken cancellationToken = default) =>
        PutAsync(_senderKeys, name, senderKey, cancellationToken);

    /// <summary>Removes the sender key; a delete wins over every older checkout. Its row goes with the next flush.</summary>
    /// <inheritdoc cref="PutSessionAsync" path="/remarks"/>
    public ValueTask DeleteSenderKeyAsync(SenderKeyName name, CancellationToken cancellationToken = default) =>
        DeleteAsync(_senderKeys, name, cancellationToken);
}
