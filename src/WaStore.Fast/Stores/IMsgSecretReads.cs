namespace WaStore.Fast.Stores;

/// <summary>What can be read of the message secrets (spec/storage.md 1.4).</summary>
/// <remarks>Threads, errors and ownership as in <see cref="ISignalReads"/>. A secret is found by exactly the three strings it was put under.</remarks>
public interface IMsgSecretReads
{
    /// <summary>The secret, or null. What a store holds under the key and is not 32 bytes is no secret (design.md 4).</summary>
    ValueTask<byte[]?> GetMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default);

    /// <summary>The secret with its message's time, or null. Default: <see cref="GetMsgSecretAsync"/> with the time 0, unknown.</summary>
    async ValueTask<MsgSecretWithTimestamp?> GetMsgSecretWithTimestampAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        await GetMsgSecretAsync(chat, sender, id, cancellationToken).ConfigureAwait(false) is { } secret ? new MsgSecretWithTimestamp(secret, 0) : null;

    /// <summary>The secret with its message's time and deadline; null when there is none or it is not 32 bytes.</summary>
    /// <exception cref="StoreException">Validation: the default. A made-up deadline would make a row permanent once it is written back.</exception>
    ValueTask<StoredMsgSecret?> GetStoredMsgSecretAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(GetStoredMsgSecretAsync));
}
