using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>Whether a group needs a new sender key after somebody left, and the making of it (spec/caches.md 8).</summary>
/// <param name="holders">Who has which key.</param>
/// <param name="lidPn">Which names are the same user.</param>
/// <param name="signal">The sender keys.</param>
public sealed class GroupKeyRotation(SenderKeyDeviceMap holders, LidPnCache lidPn, ISignalDirectory signal)
{
    /// <summary>Whether one of these users, under either name, had our key; true also when that could not be read.</summary>
    /// <remarks>Under the group's distribution lock, so that no distribution to them is on its way.</remarks>
    public async ValueTask<bool> IsNeededAsync(string group, IReadOnlyCollection<string> removedUsers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(removedUsers);
        try
        {
            var users = removedUsers.ToHashSet(StringComparer.Ordinal);
            users.UnionWith((await lidPn.GetManyAsync(removedUsers.Where(UserPart.IsValid), isLid: true, cancellationToken).ConfigureAwait(false)).Values.Select(static pair => pair.PhoneNumber));
            users.UnionWith((await lidPn.GetManyAsync(removedUsers.Where(UserPart.IsValid), isLid: false, cancellationToken).ConfigureAwait(false)).Values.Select(static pair => pair.Lid));
            return (await holders.GetAsync(group, cancellationToken).ConfigureAwait(false)).AnyHasKey(users);
        }
        catch (StoreException)
        {
            // Not known is as good as had it: a new key costs a distribution, an old one in the wrong hands costs more.
            return true;
        }
    }

    /// <summary>Deletes our sender keys of the group, and nobody has them any more: the next send makes and distributes a new one. Durable when it returns.</summary>
    /// <param name="group">The group.</param>
    /// <param name="own">Our own devices' addresses, by LID and by phone number: under either there may be a key.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">The store failed. In memory nobody has the key all the same.</exception>
    public async ValueTask RotateAsync(string group, ReadOnlyMemory<Jid> own, CancellationToken cancellationToken = default)
    {
        try
        {
            await signal.DeleteSenderKeysAsync(group, own, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A key that may be gone is nobody's, whether its delete is durable yet or not.
            await holders.ClearAsync(group, cancellationToken).ConfigureAwait(false);
        }
    }
}
