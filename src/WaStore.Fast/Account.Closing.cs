using WaStore.Fast.Stores;

namespace WaStore.Fast;

public partial class Account<TSession, TSenderKey>
{
    /// <summary>How all parts are doing. Costs a walk over the Signal cache.</summary>
    public AccountHealth Health => new()
    {
        IsProvisioned = Device.IsProvisioned,
        Signal = Signal.Health,
        Device = Device.Health,
        LidPn = LidPnHealth.Of(LidPn, LidPnLearner),
        MsgSecrets = MsgSecrets.Health,
        SentMessages = SentMessages.Health,
        Inbound = _inbound?.Health,
        Maintenance = Maintenance.Health,
    };

    /// <summary>Makes everything that the account was told before this call durable. One part that fails keeps no other from being flushed.</summary>
    /// <remarks>
    /// Received messages are committed, the app included: it must not wait for this in <see cref="Retention.IInboundHandler"/>. Cancelling stops the waiting.
    /// </remarks>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="StoreException">The store failed; everything stays in memory and is tried again. Of several failures the first, with all of them inside.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        var errors = new AccountErrors();
        foreach (var flush in Flushes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = await errors.TryAsync(() => flush(cancellationToken)).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        errors.ThrowIfAny();
    }

    /// <summary>Copies the storage for a look at it later (<see cref="IDeviceStore.SnapshotAsync"/>), with the device as it is now.</summary>
    /// <param name="name">A label of the copy's files.</param>
    /// <param name="extra">Kept beside it, for instance the message that failed; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreException">The device could not be saved, and there is no copy; or the copy failed.</exception>
    public ValueTask CreateSnapshotAsync(string name, ReadOnlyMemory<byte>? extra = null, CancellationToken cancellationToken = default) =>
        Device.CreateSnapshotAsync(name, extra, cancellationToken);

    /// <summary>Flushes and closes everything in order: what is learnt of users, received messages, secrets, sent messages, the device, the sweeps, and last the Signal cache.</summary>
    /// <remarks>
    /// A part that fails keeps no other from closing, but for the Signal cache and an owned store, which stay open while something waits in memory that is nowhere else. Call it
    /// again to try again what failed; once it succeeded it does nothing. Without it the account ends as in a crash, which is safe.
    /// </remarks>
    /// <exception cref="StoreException">The store failed, and something is not in it. Of several failures the first, with all of them inside.</exception>
    public async ValueTask DisposeAsync()
    {
        await _parts.CloseAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    IEnumerable<Func<CancellationToken, ValueTask>> Flushes()
    {
        yield return LidPnLearner.PersistPendingAsync;
        if (_inbound is not null)
        {
            yield return token => new ValueTask(_inbound.CommitAsync(token));
        }

        yield return token => new ValueTask(MsgSecrets.FlushAsync(token));
        yield return token => new ValueTask(SentMessages.FlushAsync(token));
        yield return Device.FlushAsync;
        yield return Signal.FlushAsync;
    }
}
