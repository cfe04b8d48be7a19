using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <content>A user gets a LID, or another identity; a contact is named by its hash.</content>
public sealed partial class DeviceRegistry
{
    /// <summary>Moves the lists of phone numbers to their LIDs, in one transaction. Of two lists the newer one stays (spec/caches.md 7.8).</summary>
    /// <exception cref="StoreException">The store failed, and nothing moved.</exception>
    public async ValueTask MigrateToLidAsync(ReadOnlyMemory<LidPnPair> pairs, CancellationToken cancellationToken = default)
    {
        var all = pairs.ToArray();
        string[] names = [.. all.Select(static pair => pair.Lid), .. all.Select(static pair => pair.PhoneNumber)];
        using (await _locks.LockManyAsync(names, cancellationToken).ConfigureAwait(false))
        {
            var rows = await _backend.GetDeviceListsAsync(names.Distinct(StringComparer.Ordinal).ToArray(), cancellationToken).ConfigureAwait(false);
            var change = new RegistryChange();
            foreach (var pair in all)
            {
                if (!rows.TryGetValue(pair.PhoneNumber, out var ofPhone))
                {
                    continue;
                }

                var isOlder = rows.TryGetValue(pair.Lid, out var ofLid) && !DeviceLists.IsEmpty(ofLid) && ofLid.Timestamp > ofPhone.Timestamp;
                if (isOlder || DeviceLists.IsEmpty(ofPhone))
                {
                    change.Delete([pair.PhoneNumber]);
                }
                else
                {
                    change.Put(ofPhone with { User = pair.PhoneNumber }, [pair.Lid, pair.PhoneNumber]);
                }
            }

            if (!change.IsEmpty)
            {
                await CommitAsync(change, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// A notification that names a contact by its hash only: who has to be asked for at the server. A hash that resolves names the contact; one that does not drops
    /// the list of the user that the notification came for (design.md 4).
    /// </summary>
    /// <param name="notifiedUser">The user of the notification.</param>
    /// <param name="contactHash">The hash as it arrived, base64; null when there is none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The users to sync, whose lists are dropped; empty when the hash did not resolve.</returns>
    /// <exception cref="StoreException">The store failed.</exception>
    public async ValueTask<IReadOnlyList<string>> ApplyHashOnlyAsync(string notifiedUser, string? contactHash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notifiedUser);
        var named = ContactHash.TryParse(contactHash, out var hash) ? _lidPn.ResolveContactHash(hash) : [];
        foreach (var user in named.Count > 0 ? named : [notifiedUser])
        {
            await InvalidateAsync(user, cancellationToken).ConfigureAwait(false);
        }

        return named;
    }

    /// <summary>The server says that a user has another identity key: its list goes, the sessions of its companion devices, and, if it had an identity key, that and its
    /// session (spec/caches.md 7.10).</summary>
    /// <param name="sender">Whose; a companion device changes nothing.</param>
    /// <param name="isOwn">Whether that is ourselves, which changes nothing.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there was an identity key, so that the session is to be made anew.</returns>
    /// <exception cref="StoreException">The store failed.</exception>
    public async ValueTask<bool> ApplyIdentityChangeAsync(Jid sender, bool isOwn, CancellationToken cancellationToken = default)
    {
        if (isOwn || sender.Device != 0 || !UserPart.IsValid(sender.User))
        {
            return false;
        }

        using var users = await LockAsync([sender.User], cancellationToken).ConfigureAwait(false);
        var names = users.Keys[sender.User];
        if (_signal is not null)
        {
            await _signal.DeleteCompanionSessionsAsync(names, cancellationToken).ConfigureAwait(false);
        }

        var change = new RegistryChange();
        change.Delete(names);
        await CommitAsync(change, cancellationToken).ConfigureAwait(false);
        var candidates = CandidatesOf(names, deviceId: 0);
        return _signal is not null
            && await _signal.ResetIdentityAsync(candidates, cancellationToken).ConfigureAwait(false)
            && await ForgetStatusKeysAsync(_signal, candidates, cancellationToken).ConfigureAwait(false);
    }

    static async ValueTask<bool> ForgetStatusKeysAsync(ISignalDirectory signal, Jid[] candidates, CancellationToken cancellationToken)
    {
        await signal.DeleteSenderKeysAsync("status@broadcast", candidates, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
