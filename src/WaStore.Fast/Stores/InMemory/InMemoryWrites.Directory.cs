namespace WaStore.Fast.Stores.InMemory;

public abstract partial class InMemoryWrites
{
    /// <inheritdoc/>
    public ValueTask PutLidMappingAsync(LidPnMapping mapping, CancellationToken cancellationToken = default)
    {
        KeyText.Require(mapping);
        return Change(mapping, static (account, mapping) => PutMappings(account, One(mapping)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask PutLidMappingsAsync(ReadOnlyMemory<LidPnMapping> mappings, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(mappings);
        return Change(mappings, static (account, mappings) => PutMappings(account, mappings.Span), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask UpdateDeviceListAsync(DeviceListRecord record, CancellationToken cancellationToken = default)
    {
        KeyText.Require(record);
        return Change(record, static (account, record) => account with { Directory = account.Directory.UpdateDeviceLists(One(record)) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask UpdateDeviceListsAsync(ReadOnlyMemory<DeviceListRecord> records, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(records);
        return Change(records, static (account, records) => account with { Directory = account.Directory.UpdateDeviceLists(records.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteDevicesAsync(string user, CancellationToken cancellationToken = default)
    {
        KeyText.Require(user);
        return Change(user, static (account, user) => account with { Directory = account.Directory.DeleteDevices(user) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask SetSenderKeyStatusAsync(string group, ReadOnlyMemory<SenderKeyDevice> devices, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        KeyText.RequireAll(devices);
        return Change((group, devices), static (account, call) => call.devices.IsEmpty
            ? account
            : account with { Groups = account.Groups.SetStatus(call.group, call.devices.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ClearSenderKeyDevicesAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return Change(group, static (account, group) => account with { Groups = account.Groups.Clear(group) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteSenderKeyDeviceRowsAsync(ReadOnlyMemory<string> deviceJids, CancellationToken cancellationToken = default)
    {
        KeyText.RequireAll(deviceJids);
        return Change(deviceJids, static (account, deviceJids) => account with { Groups = account.Groups.Remove(deviceJids.Span) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ClearAllSenderKeyDevicesAsync(CancellationToken cancellationToken = default) =>
        Change(0, static (account, _) => account with { Groups = account.Groups.ClearAll() }, cancellationToken);

    /// <inheritdoc/>
    public ValueTask PutGroupMetadataAsync(string group, ReadOnlyMemory<byte> metadata, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return Change((group, metadata), static (account, call) => account with { Groups = account.Groups.PutMetadata(call.group, call.metadata) }, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteGroupMetadataAsync(string group, CancellationToken cancellationToken = default)
    {
        KeyText.Require(group);
        return Change(group, static (account, group) => account with { Groups = account.Groups.DeleteMetadata(group) }, cancellationToken);
    }

    // A foreign key in the file (spec/storage.md 6.1 no. 2).
    static AccountState PutMappings(AccountState account, ReadOnlySpan<LidPnMapping> mappings)
    {
        if (mappings.IsEmpty)
        {
            return account;
        }

        return account.Device is not null
            ? account with { Directory = account.Directory.PutMappings(mappings) }
            : throw StoreException.Database("a LID mapping needs the account's device row");
    }
}
