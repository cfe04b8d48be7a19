using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The reads of a cold send, and the check that the store answered what was stored: a benchmark that reads nothing is fast and worthless.</summary>
static class GroupReads
{
    /// <summary>What is known of the group and its members.</summary>
    internal static async ValueTask<GroupKnowledge> OfGroupAsync(IBackend store, Group group, CancellationToken cancellationToken)
    {
        var view = await store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            return await OfGroupAsync(view, group, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="OfGroupAsync(IBackend, Group, CancellationToken)"/>
    internal static async ValueTask<GroupKnowledge> OfGroupAsync(IReadSnapshot view, Group group, CancellationToken cancellationToken)
    {
        var metadata = await view.GetGroupMetadataAsync(group.Jid, cancellationToken).ConfigureAwait(false);
        var mappings = await view.GetLidMappingsAsync(group.Lids, cancellationToken).ConfigureAwait(false);
        var deviceLists = await view.GetDeviceListsAsync(group.Users, cancellationToken).ConfigureAwait(false);
        var distribution = await view.GetSenderKeyDevicesAsync(group.Jid, cancellationToken).ConfigureAwait(false);
        var senderKey = await view.GetSenderKeyAsync(group.SenderKeyName, cancellationToken).ConfigureAwait(false);
        return new GroupKnowledge(metadata is not null, mappings.Count, deviceLists.Count, distribution.Count, senderKey is not null);
    }

    /// <summary>The sessions and identities of all devices.</summary>
    internal static async ValueTask<DeviceKnowledge> OfDevicesAsync(IBackend store, Group group, CancellationToken cancellationToken)
    {
        var view = await store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            return await OfDevicesAsync(view, group, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="OfDevicesAsync(IBackend, Group, CancellationToken)"/>
    internal static async ValueTask<DeviceKnowledge> OfDevicesAsync(IReadSnapshot view, Group group, CancellationToken cancellationToken)
    {
        var sessions = await view.GetSessionsAsync(group.Addresses, cancellationToken).ConfigureAwait(false);
        var identities = await view.LoadIdentitiesAsync(group.Addresses, cancellationToken).ConfigureAwait(false);
        return new DeviceKnowledge(sessions, identities.Count);
    }
}

/// <summary>What the store knew of a group: whether, or how many.</summary>
readonly record struct GroupKnowledge(bool Metadata, int Mappings, int DeviceLists, int Distribution, bool SenderKey)
{
    internal long Rows => (Metadata ? 1 : 0) + Mappings + DeviceLists + Distribution + (SenderKey ? 1 : 0);

    internal void Expect(bool metadata, int mappings, int deviceLists, int distribution, bool senderKey)
    {
        var expected = new GroupKnowledge(metadata, mappings, deviceLists, distribution, senderKey);
        if (this != expected)
        {
            throw new CommandException($"the store answered {this} where {expected} was stored");
        }
    }
}

/// <summary>What the store knew of the devices.</summary>
readonly record struct DeviceKnowledge(IReadOnlyDictionary<string, byte[]> Sessions, int Identities)
{
    internal long Rows => Sessions.Count + Identities;

    internal void Expect(int devices)
    {
        if (Sessions.Count != devices || Identities != devices)
        {
            throw new CommandException($"the store answered {Sessions.Count} sessions and {Identities} identities where {devices} of each were stored");
        }
    }

    internal byte[][] InOrder(string[] addresses)
    {
        var sessions = Sessions;
        return [.. addresses.Select(address => sessions[address])];
    }
}
