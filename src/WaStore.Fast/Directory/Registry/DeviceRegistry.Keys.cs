using WaStore.Fast.Coordination;

namespace WaStore.Fast.Directories;

/// <content>Under which keys a user's list can stand, and the lock of all of them.</content>
public sealed partial class DeviceRegistry
{
    /// <summary>The names under which a user's list is looked for: its LID and its phone number, or the one name that is known. The first is where it belongs.</summary>
    /// <exception cref="Stores.StoreException">The store could not be read.</exception>
    public async ValueTask<IReadOnlyList<string>> GetLookupKeysAsync(string user, CancellationToken cancellationToken = default) =>
        await KeysOfAsync(user, cancellationToken).ConfigureAwait(false);

    async ValueTask<string[]> KeysOfAsync(string user, CancellationToken cancellationToken) =>
        await _lidPn.GetByLidAsync(user, cancellationToken).ConfigureAwait(false) is { } ofLid ? [user, ofLid.PhoneNumber]
        : await _lidPn.GetByPhoneAsync(user, cancellationToken).ConfigureAwait(false) is { } ofPhone ? [ofPhone.Lid, user]
        : [user];

    async ValueTask<Dictionary<string, string[]>> KeysOfAsync(IEnumerable<string> users, CancellationToken cancellationToken)
    {
        var asked = users.Distinct(StringComparer.Ordinal).Where(UserPart.IsValid).ToArray();
        var byLid = await _lidPn.GetManyAsync(asked, isLid: true, cancellationToken).ConfigureAwait(false);
        var byPhone = await _lidPn.GetManyAsync(asked.Where(user => !byLid.ContainsKey(user)), isLid: false, cancellationToken).ConfigureAwait(false);
        return KeysOf(asked, byLid, byPhone);
    }

    // A JID says which of its names the user part is, so that only that side is asked.
    async ValueTask<Dictionary<string, string[]>> KeysOfAsync(IReadOnlyCollection<Jid> users, CancellationToken cancellationToken)
    {
        var asked = users.Where(static jid => UserPart.IsValid(jid.User)).DistinctBy(static jid => jid.User, StringComparer.Ordinal).ToArray();
        var byLid = await _lidPn.GetManyAsync(asked.Where(static jid => JidServers.IsLid(jid.Server)).Select(static jid => jid.User), isLid: true, cancellationToken).ConfigureAwait(false);
        var byPhone = await _lidPn.GetManyAsync(
            asked.Where(static jid => JidServers.IsPhoneNumber(jid.Server)).Select(static jid => jid.User), isLid: false, cancellationToken).ConfigureAwait(false);
        return KeysOf(Array.ConvertAll(asked, static jid => jid.User), byLid, byPhone);
    }

    static Dictionary<string, string[]> KeysOf(string[] asked, Dictionary<string, LidPnEntry> byLid, Dictionary<string, LidPnEntry> byPhone)
    {
        var keys = new Dictionary<string, string[]>(asked.Length, StringComparer.Ordinal);
        foreach (var user in asked)
        {
            keys[user] = byLid.TryGetValue(user, out var ofLid) ? [user, ofLid.PhoneNumber]
                : byPhone.TryGetValue(user, out var ofPhone) ? [ofPhone.Lid, user]
                : [user];
        }

        return keys;
    }

    /// <summary>Takes the locks of all names of the users, and answers those names as they are under the locks.</summary>
    async ValueTask<UserLock> LockAsync(IReadOnlyCollection<string> users, CancellationToken cancellationToken)
    {
        var keys = await KeysOfAsync(users, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var held = await _locks.LockManyAsync(keys.Values.SelectMany(static names => names).ToArray(), cancellationToken).ConfigureAwait(false);
            try
            {
                var now = await KeysOfAsync(users, cancellationToken).ConfigureAwait(false);
                if (now.All(user => user.Value.AsSpan().SequenceEqual(keys[user.Key])))
                {
                    var result = new UserLock(keys, held);
                    held = default;
                    return result;
                }

                // A mapping was learnt while the locks were waited for.
                keys = now;
            }
            finally
            {
                held.Dispose();
            }
        }
    }

    readonly struct UserLock(Dictionary<string, string[]> keys, KeyedLocks<string>.ManyReleaser held) : IDisposable
    {
        internal Dictionary<string, string[]> Keys => keys;

        public void Dispose() => held.Dispose();
    }
}
