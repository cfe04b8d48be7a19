namespace WaStore.Fast.Stores;

/// <summary>What can be changed of the protocol's bookkeeping (spec/storage.md 1.3).</summary>
/// <remarks>
/// Threads, batches, errors and borrowed blobs as in <see cref="ISignalWrites"/>. Cutoffs and timestamps are unix seconds; "now" is
/// the store's own clock. Deletions by cutoff answer how many rows went.
/// </remarks>
public interface IProtocolWrites
{
    /// <summary>Sets for devices of one group whether they have our sender key; other devices keep theirs. One transaction.</summary>
    ValueTask SetSenderKeyStatusAsync(string group, ReadOnlyMemory<SenderKeyDevice> devices, CancellationToken cancellationToken = default);

    /// <summary>Forgets the devices of one group.</summary>
    ValueTask ClearSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>Forgets these devices in all groups of this account. One transaction.</summary>
    ValueTask DeleteSenderKeyDeviceRowsAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default);

    /// <summary>Forgets the devices of all groups of this account.</summary>
    ValueTask ClearAllSenderKeyDevicesAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the mapping of a LID. An existing row takes the new phone number, source and update time and keeps its created_at.</summary>
    /// <exception cref="StoreException">Database: the account's device row does not exist (a foreign key in SQLite).</exception>
    ValueTask PutLidMappingAsync(LidPnMapping mapping, CancellationToken cancellationToken = default);

    /// <summary>Sets several mappings. Default: one by one.</summary>
    /// <exception cref="StoreException">Database: the account's device row does not exist.</exception>
    ValueTask PutLidMappingsAsync(ReadOnlyMemory<LidPnMapping> mappings, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, mappings, static (store, mapping, token) => store.PutLidMappingAsync(mapping, token), cancellationToken);

    /// <summary>Saves a session's base key for one message. An existing row takes the new key and keeps its created_at, else it is now.</summary>
    ValueTask SaveBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default);

    /// <summary>Forgets a saved base key.</summary>
    ValueTask DeleteBaseKeyAsync(string address, string messageId, CancellationToken cancellationToken = default);

    /// <summary>Forgets base keys created before <paramref name="cutoff"/> (created_at &lt; cutoff). Default: 0, nothing is forgotten.</summary>
    ValueTask<int> DeleteExpiredBaseKeysAsync(long cutoff, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);

    /// <summary>Sets the device list of a user whole; a null phash or raw id replaces a stored one.</summary>
    ValueTask UpdateDeviceListAsync(DeviceListRecord record, CancellationToken cancellationToken = default);

    /// <summary>Sets several device lists. Default: one by one.</summary>
    ValueTask UpdateDeviceListsAsync(ReadOnlyMemory<DeviceListRecord> records, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, records, static (store, record, token) => store.UpdateDeviceListAsync(record, token), cancellationToken);

    /// <summary>Forgets the device list of a <em>user</em>. An account is removed by <see cref="IDeviceWrites.RemoveAsync"/>.</summary>
    ValueTask DeleteDevicesAsync(string user, CancellationToken cancellationToken = default);

    /// <summary>Sets the metadata kept for a group, an opaque blob. Default: does nothing, as it is only a cache (spec/storage.md 1.10).</summary>
    ValueTask PutGroupMetadataAsync(string group, ReadOnlyMemory<byte> metadata, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>Forgets the metadata kept for a group. Default: does nothing.</summary>
    ValueTask DeleteGroupMetadataAsync(string group, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <summary>Sets a token row whole, a null sender timestamp included.</summary>
    ValueTask PutTcTokenAsync(string jid, TcToken token, CancellationToken cancellationToken = default);

    /// <summary>Forgets a token row.</summary>
    ValueTask DeleteTcTokenAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>Forgets the rows that are stale on both sides, by the rule of <see cref="TcToken.IsExpired"/>.</summary>
    ValueTask<int> DeleteExpiredTcTokensAsync(long tokenCutoff, long senderCutoff, CancellationToken cancellationToken = default);

    /// <summary>The older form: forgets rows with token_timestamp &lt; <paramref name="cutoff"/>, whatever the sender timestamp.</summary>
    /// <remarks>A store (<see cref="IProtocolStore"/>) has a default, row by row.</remarks>
    ValueTask<int> DeleteExpiredTcTokensAsync(long cutoff, CancellationToken cancellationToken = default);

    /// <summary>Notes that we issued a token, by the rule of <see cref="TcToken.Touch"/>, atomically against the other token writes.</summary>
    /// <remarks>A store (<see cref="IProtocolStore"/>) has a default: read, modify, write; best effort.</remarks>
    ValueTask TouchTcTokenSenderTimestampAsync(string jid, long timestamp, CancellationToken cancellationToken = default);

    /// <summary>Keeps a token that arrived, by the rule of <see cref="TcToken.Receive"/>, atomically. A token that loses is no error.</summary>
    /// <remarks>A store (<see cref="IProtocolStore"/>) has a default: read, modify, write; best effort.</remarks>
    ValueTask StoreReceivedTcTokenAsync(string jid, ReadOnlyMemory<byte> token, long timestamp, CancellationToken cancellationToken = default);

    /// <summary>Keeps a sent message for retries, stamped now; replaces one with the same id, its time included.</summary>
    ValueTask StoreSentMessageAsync(string chat, string id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default);

    /// <summary>Reads and removes a sent message in one step, or null. Of several callers at once exactly one gets it.</summary>
    ValueTask<byte[]?> TakeSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default);

    /// <summary>Forgets sent messages stored before <paramref name="cutoff"/> (created_at &lt; cutoff).</summary>
    ValueTask<int> DeleteExpiredSentMessagesAsync(long cutoff, CancellationToken cancellationToken = default);

    /// <summary>Keeps a received message until it is handled, stamped now; replaces one with the same key, its time included.</summary>
    /// <exception cref="StoreException">Validation: the default, which fails closed: a message must not be acknowledged that nobody kept.</exception>
    ValueTask StorePendingInboundAsync(string chat, string sender, string id, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported("pending inbound storage");

    /// <summary>Keeps several received messages. Default: one by one.</summary>
    /// <exception cref="StoreException">Validation: the backend does not keep received messages.</exception>
    ValueTask StorePendingInboundsAsync(ReadOnlyMemory<PendingInbound> messages, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(
            this, messages, static (store, row, token) => store.StorePendingInboundAsync(row.Chat, row.Sender, row.Id, row.Message, token), cancellationToken);

    /// <summary>Forgets a received message, once it is handled.</summary>
    /// <exception cref="StoreException">Validation: the default.</exception>
    ValueTask DeletePendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported("pending inbound storage");

    /// <summary>Forgets several received messages. Default: one by one.</summary>
    /// <exception cref="StoreException">Validation: the backend does not keep received messages.</exception>
    ValueTask DeletePendingInboundsAsync(ReadOnlyMemory<PendingInboundKey> keys, CancellationToken cancellationToken = default) =>
        OneByOne.RunAsync(this, keys, static (store, key, token) => store.DeletePendingInboundAsync(key.Chat, key.Sender, key.Id, token), cancellationToken);

    /// <summary>Forgets received messages stored before <paramref name="cutoff"/> (inserted_at &lt; cutoff). Default: 0; a sweep must not fail.</summary>
    ValueTask<int> DeleteExpiredPendingInboundAsync(long cutoff, CancellationToken cancellationToken = default) => ValueTask.FromResult(0);
}
