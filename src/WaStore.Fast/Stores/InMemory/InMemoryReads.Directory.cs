namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryReads
{
    /// <inheritdoc/>
    public ValueTask<LidPnMapping?> GetLidMappingAsync(string lid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(lid);
        return Read(lid, static (account, lid) => account.Directory.Mappings.GetValueOrDefault(lid).Mapping, cancellationToken)!;
    }

    /// <inheritdoc/>
    public ValueTask<LidPnMapping?> GetPnMappingAsync(string phone, CancellationToken cancellationToken = default)
    {
        KeyText.Require(phone);
        return Read(phone, static (account, phone) => account.Directory.ByPhone(phone), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetLidMappingsAsync(ReadOnlyMemory<string> lids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(lids);
        return ReadMany(lids, static (account, lid) => account.Directory.Mappings.GetValueOrDefault(lid).Mapping, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, LidPnMapping>> GetPnMappingsAsync(ReadOnlyMemory<string> phones, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(phones);
        return ReadMany(phones, static (account, phone) => account.Directory.ByPhone(phone), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LidPnMapping>> GetAllLidMappingsAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => (IReadOnlyList<LidPnMapping>)account.Directory.Mappings.Values.Select(static row => row.Mapping).ToList(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DeviceListRecord?> GetDevicesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return Read(user, static (account, user) => account.Directory.DeviceLists.GetValueOrDefault(user), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, DeviceListRecord>> GetDeviceListsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(users);
        return ReadMany(users, static (account, user) => account.Directory.DeviceLists.GetValueOrDefault(user), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SenderKeyDevice>> GetSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return Read(group, static (account, group) =>
            (IReadOnlyList<SenderKeyDevice>)account.Groups.DevicesOf(group).Select(static row => new SenderKeyDevice(row.Key, row.Value)).ToList(), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetGroupMetadataAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return Read(group, static (account, group) => Copy(account.Groups.Metadata.GetValueOrDefault(group)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<TcToken?> GetTcTokenAsync(string jid, CancellationToken cancellationToken = default)
    {
        KeyText.Require(jid);
        return Read(jid, Token, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, TcToken>> GetTcTokensAsync(ReadOnlyMemory<string> jids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(jids);
        return ReadMany(jids, Token, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> GetAllTcTokenJidsAsync(CancellationToken cancellationToken = default) =>
        Read(0, static (account, _) => (IReadOnlyList<string>)account.TcTokens.Keys.ToList(), cancellationToken);

    static TcToken? Token(AccountState account, string jid) =>
        account.TcTokens.TryGetValue(jid, out var token) ? token with { Token = token.Token.ToArray() } : null;
}
