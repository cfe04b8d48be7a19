using WaStore.Fast.Coordination;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.FanOut;

/// <summary>One send: whom to encrypt for, with their sessions and identity keys in the cache and their session locks held; and its two steps at the store.</summary>
/// <remarks>
/// <para>The order is: encrypt for each of <see cref="Targets"/> through the cache, <see cref="BeforeSendAsync"/>, hand the stanza to the wire,
/// <see cref="ReleaseSessions"/>, and once the server has acknowledged it <see cref="AcknowledgedAsync"/>. Dispose the plan in any case: that releases what it holds.
/// A plan that is disposed without an acknowledgement changes nobody's state: nobody counts as having a key.</para>
/// <para>For one send at a time; several threads may encrypt for its targets.</para>
/// </remarks>
/// <typeparam name="TSession">The session record.</typeparam>
/// <typeparam name="TSenderKey">The sender-key record.</typeparam>
public abstract class SendPlan<TSession, TSenderKey> : IDisposable
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    KeyedLocks<SignalAddress>.ManyReleaser _sessions;
    bool _isReady;

    private protected SendPlan(FanOutParts<TSession, TSenderKey> parts, long generation, string chat)
    {
        Parts = parts;
        Generation = generation;
        Chat = chat;
    }

    /// <summary>The chat's JID as it is encrypted to, under which the message is kept.</summary>
    public string Chat { get; }

    /// <summary>The devices to encrypt for, each with its own session. Our companions are always among them.</summary>
    public IReadOnlyList<FanOutDevice> Targets { get; private protected set; } = [];

    /// <summary>Those of <see cref="Targets"/> that had no session when the plan was made: their pre-key bundles are to be fetched, and the sessions put into the cache.</summary>
    public IReadOnlyList<FanOutDevice> WithoutSession { get; private protected set; } = [];

    /// <summary>The users without a device list, to be asked for at the server. The plan goes without them; after the answer plan anew.</summary>
    public IReadOnlyList<string> UnknownUsers { get; private protected init; } = [];

    private protected FanOutParts<TSession, TSenderKey> Parts { get; }

    private protected long Generation { get; }

    /// <summary>Call it after everything was encrypted and before it goes out: leases that were raised are durable then. An exception means: do not send.</summary>
    /// <remarks>
    /// Completes at once, without the store, where no lease was raised (63 of 64 warm sends): the message waits in memory for the next flush, from where a retry finds it.
    /// Where one was raised, one transaction makes it durable together with the message.
    /// </remarks>
    /// <param name="messageId">The message's id.</param>
    /// <param name="payload">The encoded message, kept for retries; copied before this returns.</param>
    /// <param name="cancellationToken">Stops waiting; then do not send.</param>
    /// <exception cref="StoreException">The store failed; or Validation: the cache was lossily cleared meanwhile, or the sender key that was to be made is not there.</exception>
    public ValueTask BeforeSendAsync(string messageId, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        KeyText.Require(messageId);
        Check();
        _isReady = true;
        var keeping = Parts.SentMessages.KeepAsync(Chat, messageId, payload, cancellationToken);
        return keeping.IsCompletedSuccessfully ? Parts.Cache.FlushBeforeSendAsync(Generation, cancellationToken) : AfterAsync(keeping, cancellationToken);
    }

    /// <summary>Lets others use the sessions: the message is on the wire, so that nothing overtakes it. Doing it again does nothing.</summary>
    public void ReleaseSessions() => _sessions.Dispose();

    /// <summary>The server acknowledged the message: who got the sender key has it now, and the message's secret is kept. One transaction where a key was distributed, else none.</summary>
    /// <param name="secret">The message's secret; null when it has none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException"><see cref="BeforeSendAsync"/> was not called.</exception>
    /// <exception cref="StoreException">The store failed: nobody counts as having the key. Call it again, or leave it; then the next send distributes the key again.</exception>
    public ValueTask AcknowledgedAsync(ReceivedMsgSecret? secret = null, CancellationToken cancellationToken = default)
    {
        if (!_isReady)
        {
            throw new InvalidOperationException($"Only what went through {nameof(BeforeSendAsync)} can be acknowledged.");
        }

        ReleaseSessions();
        return SettleAsync(secret, cancellationToken);
    }

    /// <summary>Releases everything that the plan holds, and ends it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases everything that the plan holds.</summary>
    /// <param name="disposing">Always true: there is nothing to finalize.</param>
    protected virtual void Dispose(bool disposing) => ReleaseSessions();

    private protected virtual void Check()
    {
    }

    private protected virtual ValueTask SettleAsync(ReceivedMsgSecret? secret, CancellationToken cancellationToken)
    {
        if (secret is not { } kept)
        {
            return default;
        }

        var keeping = Parts.MsgSecrets.KeepAsync(kept, cancellationToken);
        return keeping.IsCompletedSuccessfully ? default : new ValueTask(keeping.AsTask());
    }

    /// <summary>Takes the locks of the targets' sessions, in their one order, and sees to it that their records are in the cache.</summary>
    internal async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var addresses = new SignalAddress[Targets.Count];
        for (var i = 0; i < addresses.Length; i++)
        {
            addresses[i] = Targets[i].Address;
        }

        _sessions = await Parts.Cache.SessionLocks.LockManyAsync(addresses, cancellationToken).ConfigureAwait(false);
        await Parts.Cache.LoadManyAsync(addresses, cancellationToken).ConfigureAwait(false);
        List<FanOutDevice>? without = null;
        foreach (var target in Targets)
        {
            // What did not stay in the cache, because it is smaller than this group, is read by itself.
            if (await Parts.Cache.GetSessionAsync(target.Address, cancellationToken).ConfigureAwait(false) is null)
            {
                (without ??= []).Add(target);
            }
        }

        WithoutSession = without ?? (IReadOnlyList<FanOutDevice>)[];
    }

    /// <summary>The same without waiting and without the store: only where nobody holds a lock and everything is cached. Targets are in the locks' order.</summary>
    internal bool TryLoad()
    {
        var held = new KeyedLocks<SignalAddress>.Releaser[Targets.Count];
        var all = new KeyedLocks<SignalAddress>.ManyReleaser(held);
        for (var i = 0; i < held.Length; i++)
        {
            var address = Targets[i].Address;
            if (!Parts.Cache.SessionLocks.TryLock(address, out held[i])
                || !Parts.Cache.TryGetSession(address, out var session)
                || session is null
                || !Parts.Cache.TryGetIdentity(address, out _))
            {
                all.Dispose();
                return false;
            }
        }

        _sessions = all;
        return true;
    }

    async ValueTask AfterAsync(ValueTask keeping, CancellationToken cancellationToken)
    {
        await keeping.ConfigureAwait(false);
        await Parts.Cache.FlushBeforeSendAsync(Generation, cancellationToken).ConfigureAwait(false);
    }
}
