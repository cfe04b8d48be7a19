namespace WaStore.Fast.Stores;

/// <summary>The protocol's bookkeeping: group distribution, LID-PN mapping, base keys, device registry, group metadata, tokens, kept messages.</summary>
/// <remarks>Here stand the defaults that read before they write. They are not atomic; a backend with transactions overrides them.</remarks>
public interface IProtocolStore : IProtocolReads, IProtocolWrites
{
    async ValueTask IProtocolWrites.TouchTcTokenSenderTimestampAsync(string jid, long timestamp, CancellationToken cancellationToken)
    {
        var stored = await GetTcTokenAsync(jid, cancellationToken).ConfigureAwait(false);
        await PutTcTokenAsync(jid, TcToken.Touch(stored, timestamp), cancellationToken).ConfigureAwait(false);
    }

    async ValueTask IProtocolWrites.StoreReceivedTcTokenAsync(string jid, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken)
    {
        var stored = await GetTcTokenAsync(jid, cancellationToken).ConfigureAwait(false);
        if (TcToken.Receive(stored, token, timestamp) is { } row)
        {
            await PutTcTokenAsync(jid, row, cancellationToken).ConfigureAwait(false);
        }
    }

    async ValueTask<int> IProtocolWrites.DeleteExpiredTcTokensAsync(long cutoff, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var jid in await GetAllTcTokenJidsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await GetTcTokenAsync(jid, cancellationToken).ConfigureAwait(false) is { } row && row.TokenTimestamp < cutoff)
            {
                await DeleteTcTokenAsync(jid, cancellationToken).ConfigureAwait(false);
                deleted++;
            }
        }

        return deleted;
    }
}
