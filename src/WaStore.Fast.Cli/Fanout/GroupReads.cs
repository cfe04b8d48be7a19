using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>What a cold send asks the store about its group: what a client's caches of groups, mappings and device lists would ask, each for itself.</summary>
static class GroupReads
{
    internal static async ValueTask<GroupKnowledge> OfGroupAsync(IBackend store, Group group, CancellationToken cancellationToken)
    {
        var metadata = await store.GetGroupMetadataAsync(group.Jid, cancellationToken).ConfigureAwait(false);
        var mappings = await store.GetLidMappingsAsync(group.Lids, cancellationToken).ConfigureAwait(false);
        var deviceLists = await store.GetDeviceListsAsync(group.Users, cancellationToken).ConfigureAwait(false);
        var distribution = await store.GetSenderKeyDevicesAsync(group.Jid, cancellationToken).ConfigureAwait(false);
        return new GroupKnowledge(metadata is not null, mappings.Count, deviceLists.Count, distribution.Count);
    }
}

/// <summary>What the store knew of a group: whether, or how many. Checked, for a benchmark that reads nothing is fast and worthless.</summary>
readonly record struct GroupKnowledge(bool Metadata, int Mappings, int DeviceLists, int Distribution)
{
    internal long Rows => (Metadata ? 1 : 0) + Mappings + DeviceLists + Distribution;

    internal void Expect(GroupKnowledge expected)
    {
        if (this != expected)
        {
            throw new CommandException($"the store answered {this} where {expected} was stored");
        }
    }
}
