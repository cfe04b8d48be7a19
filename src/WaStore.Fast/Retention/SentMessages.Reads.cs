using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

public sealed partial class SentMessages
{
    async ValueTask<byte[]?> TakeOneAsync(string chat, string id, CancellationToken cancellationToken)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        cancellationToken.ThrowIfCancellationRequested();
        var payload = await TakeFromStoreAsync(chat, id, cancellationToken).ConfigureAwait(false);
        _recent?.Invalidate(KeyOf(chat, id));
        return payload;
    }

    async ValueTask<byte[]?> TakeFromStoreAsync(string chat, string id, CancellationToken cancellationToken)
    {
        if (TryTake(chat, id, out var payload))
        {
            return payload;
        }

        if (!_cannotPeek)
        {
            payload = await _store.TakeSentMessageAsync(chat, id, cancellationToken).ConfigureAwait(false);
            if (payload is not null || !_cannotPeek)
            {
                return payload;
            }
        }

        // A peek may have the row in hand.
        await _takingToPeek.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return TryTake(chat, id, out payload) ? payload : await _store.TakeSentMessageAsync(chat, id, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = _takingToPeek.Release();
        }
    }

    bool TryTake(string chat, string id, out byte[]? payload)
    {
        if (!_buffer.TryTake(chat, id, out payload))
        {
            return false;
        }

        _pump.Request();
        return true;
    }

    async ValueTask<byte[]?> PeekOneAsync(string chat, string id, CancellationToken cancellationToken)
    {
        KeyText.Require(chat);
        KeyText.Require(id);
        cancellationToken.ThrowIfCancellationRequested();
        if (_buffer.TryPeek(chat, id, out var payload))
        {
            return payload;
        }

        if (_recent is not null && _recent.TryGet(KeyOf(chat, id), out var recent))
        {
            return recent.AsSpan().ToArray();
        }

        if (!_cannotPeek)
        {
            try
            {
                return await _store.GetSentMessageAsync(chat, id, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException exception) when (exception.Kind == StoreErrorKind.Validation)
            {
                // The names are sound, so it is the read itself that this backend does not have.
                _cannotPeek = true;
            }
        }

        return await TakeAndKeepAsync(chat, id, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<byte[]?> TakeAndKeepAsync(string chat, string id, CancellationToken cancellationToken)
    {
        await _takingToPeek.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_buffer.TryPeek(chat, id, out var payload))
            {
                return payload;
            }

            // From here on the message is in our hands only: nothing stops it from being kept again.
            payload = await _store.TakeSentMessageAsync(chat, id, cancellationToken).ConfigureAwait(false);
            if (payload is not null)
            {
                await AddAsync(chat, id, payload.AsSpan().ToArray(), CancellationToken.None).ConfigureAwait(false);
            }

            return payload;
        }
        finally
        {
            _ = _takingToPeek.Release();
        }
    }
}
