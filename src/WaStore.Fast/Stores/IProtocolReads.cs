namespace WaStore.Fast.Stores;

/// <summary>What can be read of the protocol's bookkeeping: group distribution, LID-PN mapping, device registry, tokens, kept messages (spec/storage.md 1.3).</summary>
/// <remarks>Threads, views, batch reads, errors and ownership as in <see cref="ISignalReads"/>. JIDs, users and ids are opaque.</remarks>
public interface IProtocolReads
{
    /// <summary>Which devices of <paramref name="group"/> have our sender key; order unspecified.</summary>
    ValueTask<IReadOnlyList<SenderKeyDevice>> GetSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default);

    /// <summary>The mapping of <paramref name="lid"/>, or null.</summary>
    ValueTask<LidPnMapping?> GetLidMappingAsync(string lid, CancellationToken cancellationToken = default);

    /// <summary>The mapping of <paramref name="phone"/>: of several LIDs the one updated last, on a tie the one stored first; or null.</summary>
    ValueTask<LidPnMapping?> GetPnMappingAsync(string phone, CancellationToken cancellationToken = default);

    /// <summary>The mappings that exist among <paramref name="lids"/>, by LID. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetLidMappingsAsync(ReadOnlyMemory<string> lids, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, lids, static (store, lid, token) => store.GetLidMappingAsync(lid, token), cancellationToken);

    /// <summary>The mappings that exist among <paramref name="phones"/>, by phone, chosen as <see cref="GetPnMappingAsync"/> does. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetPnMappingsAsync(ReadOnlyMemory<string> phones, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, phones, static (store, phone, token) => store.GetPnMappingAsync(phone, token), cancellationToken);

    /// <summary>Every mapping of the account; order unspecified.</summary>
    ValueTask<IReadOnlyList<LidPnMapping>> GetAllLidMappingsAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the base key saved under the address and message is byte for byte <paramref name="baseKey"/>; false when none is saved.</summary>
    ValueTask<bool> HasSameBaseKeyAsync(string address, string messageId, ReadOnlyMemory<byte> baseKey, CancellationToken cancellationToken = default);

    /// <summary>The device list of <paramref name="user"/>, or null when there is none or its row does not parse.</summary>
    ValueTask<DeviceListRecord?> GetDevicesAsync(string user, CancellationToken cancellationToken = default);

    /// <summary>The device lists that exist among <paramref name="users"/>. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, DeviceListRecord>> GetDeviceListsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, users, static (store, user, token) => store.GetDevicesAsync(user, token), cancellationToken);

    /// <summary>The metadata kept for <paramref name="group"/>, an opaque blob, or null. Default: null.</summary>
    ValueTask<byte[]?> GetGroupMetadataAsync(string group, CancellationToken cancellationToken = default) => ValueTask.FromResult<byte[]?>(null);

    /// <summary>The token of <paramref name="jid"/>, or null.</summary>
    ValueTask<TcToken?> GetTcTokenAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>The tokens that exist among <paramref name="jids"/>. Default: one by one.</summary>
    ValueTask<IReadOnlyDictionary<string, TcToken>> GetTcTokensAsync(ReadOnlyMemory<string> jids, CancellationToken cancellationToken = default) =>
        OneByOne.CollectAsync(this, jids, static (store, jid, token) => store.GetTcTokenAsync(jid, token), cancellationToken);

    /// <summary>The JIDs of all tokens, placeholders included; order unspecified.</summary>
    ValueTask<IReadOnlyList<string>> GetAllTcTokenJidsAsync(CancellationToken cancellationToken = default);

    /// <summary>The sent message kept for retries, or null. It stays; <see cref="IProtocolWrites.TakeSentMessageAsync"/> consumes.</summary>
    /// <exception cref="StoreException">Validation: the default. Null would say that nothing is kept, and a retry would fail silently.</exception>
    ValueTask<byte[]?> GetSentMessageAsync(string chat, string id, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported(nameof(GetSentMessageAsync));

    /// <summary>The message that was received and not yet handled, or null. It stays.</summary>
    /// <exception cref="StoreException">Validation: the default. A backend without this must not look as if it kept messages (spec/storage.md 1.10).</exception>
    ValueTask<byte[]?> GetPendingInboundAsync(string chat, string sender, string id, CancellationToken cancellationToken = default) =>
        throw StoreException.Unsupported("pending inbound storage");
}
