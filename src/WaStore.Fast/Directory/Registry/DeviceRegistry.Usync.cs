using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <content>What the server answers to a user sync (spec/caches.md 7.7).</content>
public sealed partial class DeviceRegistry
{
    /// <summary>How often a refresh starts anew because the list changed while the server was asked.</summary>
    const int RefreshAttempts = 3;

    /// <summary>Takes the lists of a user sync, in one transaction: a key index or raw id that it does not say stays, a user without devices is skipped.</summary>
    /// <param name="results">A list for each user, under either name.</param>
    /// <param name="before">The lookup that the sync was asked for; what it read and nobody changed since is not read again.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The users that registered anew; the sessions of their companion devices are gone.</returns>
    /// <exception cref="StoreException">The store failed, and no list changed; or Validation: a list is absurd, and nothing changed.</exception>
    public async ValueTask<IReadOnlyList<string>> ApplyUsyncAsync(
        ReadOnlyMemory<DeviceListRecord> results, DeviceLookup? before = null, CancellationToken cancellationToken = default)
    {
        // All of them are checked before anything happens.
        var full = results.ToArray().Select(DeviceLists.Checked).Where(static record => !DeviceLists.IsEmpty(record)).ToArray();
        if (full.Length == 0)
        {
            return [];
        }

        using var users = await LockAsync([.. full.Select(static record => record.User)], cancellationToken).ConfigureAwait(false);
        return await ApplyAsync(full, users, before, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the server for a user's list and takes it, unless the list was changed while it was asked: then it asks again, three times at most.</summary>
    /// <param name="user">The user.</param>
    /// <param name="fetch">Asks the server; null when it does not know the user.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The list as it is then; null when there is none.</returns>
    /// <exception cref="StoreException">The store failed; or Validation: the list is absurd.</exception>
    public async ValueTask<DeviceListRecord?> RefreshAsync(
        string user, Func<string, CancellationToken, ValueTask<DeviceListRecord?>> fetch, CancellationToken cancellationToken = default)
    {
        UserPart.Require(user);
        ArgumentNullException.ThrowIfNull(fetch);
        for (var attempt = 0; attempt < RefreshAttempts; attempt++)
        {
            var old = await GetAsync(user, cancellationToken).ConfigureAwait(false);
            var fetched = await fetch(user, cancellationToken).ConfigureAwait(false);
            if (DeviceLists.IsEmpty(fetched))
            {
                break;
            }

            using var users = await LockAsync([user], cancellationToken).ConfigureAwait(false);
            if (Equals(old, await LoadAsync(users.Keys[user], cancellationToken).ConfigureAwait(false)))
            {
                _ = await ApplyAsync([DeviceLists.Checked(fetched! with { User = user })], users, before: null, cancellationToken).ConfigureAwait(false);
                break;
            }
        }

        return await GetAsync(user, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask<IReadOnlyList<string>> ApplyAsync(DeviceListRecord[] full, UserLock users, DeviceLookup? before, CancellationToken cancellationToken)
    {
        var toLoad = users.Keys.Where(user => !IsKnownAbsent(user.Value, before)).ToDictionary(StringComparer.Ordinal);
        var old = (await LoadManyAsync(toLoad, cancellationToken).ConfigureAwait(false)).Records;
        var change = new RegistryChange();
        List<string>? renewed = null;
        foreach (var record in full)
        {
            change.Put(DeviceLists.Renew(record, old.GetValueOrDefault(record.User), out var isNewIdentity), users.Keys[record.User]);
            if (isNewIdentity)
            {
                (renewed ??= []).Add(record.User);
            }
        }

        if (renewed is not null && _signal is not null)
        {
            await _signal.DeleteCompanionSessionsAsync(renewed.SelectMany(user => users.Keys[user]).ToArray(), cancellationToken).ConfigureAwait(false);
        }

        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
        return renewed ?? (IReadOnlyList<string>)[];
    }

    bool IsKnownAbsent(string[] names, DeviceLookup? before) =>
        before is not null
        && names.Any(before.IsMissing)
        && names.All(name => before.ReadAt.TryGetValue(name, out var version) && _versions.IsCurrent(name, version));
}
