using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The directory's view of a Signal cache.</summary>
sealed class SignalCacheDirectory<TSession, TSenderKey>(SignalStoreCache<TSession, TSenderKey> cache, IBackend backend) : ISignalDirectory
    where TSession : class, ISignalRecord<TSession>
    where TSenderKey : class, ISignalRecord<TSenderKey>
{
    public ValueTask<bool> MigrateToLidAsync(string phone, string lid, CancellationToken cancellationToken = default) =>
        cache.MigrateToLidAsync(phone, lid, cancellationToken);

    public async ValueTask DeleteSessionsAsync(ReadOnlyMemory<Jid> devices, CancellationToken cancellationToken = default)
    {
        var addresses = AddressesOf(devices.Span);
        if (addresses.Length == 0)
        {
            return;
        }

        using (await cache.SessionLocks.LockManyAsync(addresses, cancellationToken).ConfigureAwait(false))
        {
            await DeleteSessionsAsync(addresses, cancellationToken).ConfigureAwait(false);
        }

        await cache.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DeleteCompanionSessionsAsync(ReadOnlyMemory<string> users, CancellationToken cancellationToken = default)
    {
        // What is not in the store yet cannot be listed.
        await cache.FlushAsync(cancellationToken).ConfigureAwait(false);
        var companions = new List<SignalAddress>();
        for (var i = 0; i < users.Length; i++)
        {
            foreach (var text in await backend.GetSignalAddressesAsync(users.Span[i], cancellationToken).ConfigureAwait(false))
            {
                var address = cache.Addresses.Get(text);
                if (address.Device != 0)
                {
                    companions.Add(address);
                }
            }
        }

        if (companions.Count == 0)
        {
            return;
        }

        using (await cache.SessionLocks.LockManyAsync(companions.ToArray(), cancellationToken).ConfigureAwait(false))
        {
            await DeleteSessionsAsync(companions, cancellationToken).ConfigureAwait(false);
        }

        await cache.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> ResetIdentityAsync(ReadOnlyMemory<Jid> addresses, CancellationToken cancellationToken = default)
    {
        var all = AddressesOf(addresses.Span);
        var found = false;
        using (await cache.SessionLocks.LockManyAsync(all, cancellationToken).ConfigureAwait(false))
        {
            await cache.LoadManyAsync(all, cancellationToken).ConfigureAwait(false);
            foreach (var address in all)
            {
                found |= await cache.GetIdentityAsync(address, cancellationToken).ConfigureAwait(false) is not null;
            }

            if (found)
            {
                await DeleteSessionsAsync(all, cancellationToken).ConfigureAwait(false);
                foreach (var address in all)
                {
                    await cache.DeleteIdentityAsync(address, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        if (found)
        {
            await cache.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    public async ValueTask DeleteSenderKeysAsync(string group, ReadOnlyMemory<Jid> senders, CancellationToken cancellationToken = default)
    {
        foreach (var sender in AddressesOf(senders.Span))
        {
            await cache.DeleteSenderKeyAsync(cache.SenderKeyNames.Get(group, sender), cancellationToken).ConfigureAwait(false);
        }

        await cache.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    async ValueTask DeleteSessionsAsync(IReadOnlyList<SignalAddress> addresses, CancellationToken cancellationToken)
    {
        foreach (var address in addresses)
        {
            await cache.DeleteSessionAsync(address, cancellationToken).ConfigureAwait(false);
        }
    }

    SignalAddress[] AddressesOf(ReadOnlySpan<Jid> devices)
    {
        var addresses = new SignalAddress[devices.Length];
        for (var i = 0; i < devices.Length; i++)
        {
            addresses[i] = cache.Addresses.Get(devices[i].User, devices[i].Server, devices[i].Device);
        }

        return addresses;
    }
}
