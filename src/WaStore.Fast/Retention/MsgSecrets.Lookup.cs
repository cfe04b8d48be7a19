using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

public sealed partial class MsgSecrets
{
    /// <summary>
    /// Finds a secret: among those not written yet, in the store under the sender, under his other JID, and at last at the app (spec/caches.md 9.1). Null: nobody has it.
    /// </summary>
    /// <remarks>A resolver that takes longer than <see cref="MsgSecretOptions.ResolverLimit"/> has not answered: null, and counted.</remarks>
    /// <exception cref="StoreException">The store failed: that is no absence. An exception of the resolver comes out as it is.</exception>
    public ValueTask<FoundMsgSecret?> FindAsync(MsgSecretQuery query, CancellationToken cancellationToken = default)
    {
        KeyText.RequireMessage(query.Chat, query.Sender, query.MsgId);
        KeyText.RequireIfAny(query.AlternateSender);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<FoundMsgSecret?>(cancellationToken);
        }

        var alternate = query.AlternateSender == query.Sender ? null : query.AlternateSender;
        var buffered = Buffered(query, query.Sender) ?? Buffered(query, alternate);
        return buffered is { MessageTimestamp: not 0 } ? new ValueTask<FoundMsgSecret?>(buffered)
            : buffered is { } timeless ? DatedAsync(query, timeless, cancellationToken)
            : FindStoredAsync(query, alternate, cancellationToken);
    }

    // Of unknown time: the store merges it with what it knows, and so does a reader before that.
    async ValueTask<FoundMsgSecret?> DatedAsync(MsgSecretQuery query, FoundMsgSecret buffered, CancellationToken cancellationToken) =>
        await StoredAsync(query, buffered.Sender, cancellationToken).ConfigureAwait(false) is { } stored ? buffered with { MessageTimestamp = stored.MessageTimestamp } : buffered;

    async ValueTask<FoundMsgSecret?> FindStoredAsync(MsgSecretQuery query, string? alternate, CancellationToken cancellationToken) =>
        await StoredAsync(query, query.Sender, cancellationToken).ConfigureAwait(false)
        ?? await StoredAsync(query, alternate, cancellationToken).ConfigureAwait(false)
        ?? await ResolvedAsync(query, cancellationToken).ConfigureAwait(false);

    FoundMsgSecret? Buffered(in MsgSecretQuery query, string? sender) =>
        sender is not null && _buffer.TryGet(query.Chat, sender, query.MsgId, out var entry) ? new FoundMsgSecret(entry.Secret, entry.MessageTimestamp, sender) : null;

    async ValueTask<FoundMsgSecret?> StoredAsync(MsgSecretQuery query, string? sender, CancellationToken cancellationToken) =>
        sender is not null
        && await _store.GetMsgSecretWithTimestampAsync(query.Chat, sender, query.MsgId, cancellationToken).ConfigureAwait(false) is { } stored
        && Key32.TryCreate(stored.Secret, out var secret)
            ? new FoundMsgSecret(secret, stored.MessageTimestamp, sender)
            : null;

    async ValueTask<FoundMsgSecret?> ResolvedAsync(MsgSecretQuery query, CancellationToken cancellationToken)
    {
        if (_options.Resolver is not { } resolver)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(_options.ResolverLimit, _options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // Waited for with a limit of our own: a resolver may not look at its token.
            return await Abandonable.WaitAsync(resolver(query, both.Token).AsTask(), both.Token).ConfigureAwait(false) is { } secret
                ? new FoundMsgSecret(secret, MessageTimestamp: 0, query.Sender)
                : null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _ = Interlocked.Increment(ref _resolverTimeouts);
            return null;
        }
    }
}
