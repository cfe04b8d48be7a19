namespace WaStore.Fast.Stores;

/// <summary>What can be changed of the message secrets (spec/storage.md 1.4).</summary>
/// <remarks>Threads, errors and borrowed blobs as in <see cref="ISignalWrites"/>.</remarks>
public interface IMsgSecretWrites
{
    /// <summary>Puts a secret that never expires and whose message's time is unknown. Default: <see cref="PutMsgSecretsAsync"/> with zeros.</summary>
    async ValueTask PutMsgSecretAsync(string chat, string sender, string id, Key32 secret, CancellationToken cancellationToken = default) =>
        _ = await PutMsgSecretsAsync(new[] { new MsgSecretEntry(chat, sender, id, secret, 0, 0) }, cancellationToken).ConfigureAwait(false);

    /// <summary>Puts secrets in input order, in one transaction; on an existing row deadline and time merge as in <see cref="MsgSecretMerge"/>.</summary>
    /// <returns>How many entries were applied: all of them, those of one message counted each.</returns>
    ValueTask<int> PutMsgSecretsAsync(ReadOnlyMemory<MsgSecretEntry> entries, CancellationToken cancellationToken = default);

    /// <summary>Forgets secrets whose deadline has come (expires_at &lt;= <paramref name="cutoff"/>), never those with deadline 0.</summary>
    /// <returns>How many went.</returns>
    ValueTask<int> DeleteExpiredMsgSecretsAsync(long cutoff, CancellationToken cancellationToken = default);
}
