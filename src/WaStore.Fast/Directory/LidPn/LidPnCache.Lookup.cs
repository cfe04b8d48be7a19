using WaStore.Fast.Caching;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class LidPnCache
{
    /// <summary>The LID of a phone number, or null.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<string?> GetLidAsync(string phone, CancellationToken cancellationToken = default) =>
        (await GetByPhoneAsync(phone, cancellationToken).ConfigureAwait(false))?.Lid;

    /// <summary>The phone number of a LID, or null.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask<string?> GetPhoneNumberAsync(string lid, CancellationToken cancellationToken = default) =>
        (await GetByLidAsync(lid, cancellationToken).ConfigureAwait(false))?.PhoneNumber;

    /// <summary>The pair of a LID, or null.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<LidPnEntry?> GetByLidAsync(string lid, CancellationToken cancellationToken = default) => GetAsync(LidPnKey.OfLid(lid), cancellationToken);

    /// <summary>The pair that a phone number leads to, or null.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<LidPnEntry?> GetByPhoneAsync(string phone, CancellationToken cancellationToken = default) => GetAsync(LidPnKey.OfPhone(phone), cancellationToken);

    /// <summary>The pair of a JID's user, by the side that its server says; null also for a server that has neither.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public ValueTask<LidPnEntry?> GetAsync(Jid jid, CancellationToken cancellationToken = default) =>
        JidServers.IsLid(jid.Server) ? GetByLidAsync(jid.User, cancellationToken)
        : JidServers.IsPhoneNumber(jid.Server) ? GetByPhoneAsync(jid.User, cancellationToken)
        : new((LidPnEntry?)null);

    /// <summary>The pairs of several users, by user; a side is read of the store once, whatever is missing.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    internal async ValueTask<Dictionary<string, LidPnEntry>> GetManyAsync(IEnumerable<string> users, bool isLid, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LidPnEntry>(StringComparer.Ordinal);
        List<string>? misses = null;
        foreach (var user in users)
        {
            var key = new LidPnKey(user, isLid);
            if (found.ContainsKey(user))
            {
                continue;
            }

            if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                found.Add(user, entry);
            }
            else if (!_absent.TryGet(key, out _))
            {
                (misses ??= []).Add(user);
            }
        }

        if (misses is not null)
        {
            await ReadManyAsync([.. misses.Distinct(StringComparer.Ordinal)], isLid, found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>What is held, without asking the store.</summary>
    internal async ValueTask<LidPnEntry?> FindAsync(LidPnKey key, CancellationToken cancellationToken) =>
        await _maps.GetAsync(key, cancellationToken).ConfigureAwait(false) ?? Pending.Find(key);

    /// <summary>What is held in the process.</summary>
    internal LidPnEntry? FindLocal(in LidPnKey key) => _maps.Table?.Find(key) ?? Pending.Find(key);

    ValueTask<LidPnEntry?> GetAsync(LidPnKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key.User);
        // In the process a hit completes here.
        var held = FindLocal(key);
        return held is not null ? new(held) : ReadThroughAsync(key, cancellationToken);
    }

    async ValueTask<LidPnEntry?> ReadThroughAsync(LidPnKey key, CancellationToken cancellationToken)
    {
        if (_maps.Table is null && await _maps.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } held)
        {
            return held;
        }

        // A text that cannot be a user has no mapping; neither is it worth a read nor a place among the absent.
        if (!UserPart.IsValid(key.User) || _absent.TryGet(key, out _))
        {
            return null;
        }

        Flight<LidPnKey, LidPnEntry> flight;
        bool leads;
        lock (_flightsGate)
        {
            flight = _flights.Join(key, out leads);
        }

        if (leads)
        {
            // Never fails; it ends when the read does.
            _ = ReadAsync(flight);
        }

        return await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task ReadAsync(Flight<LidPnKey, LidPnEntry> flight)
    {
        var key = flight.Key;
        try
        {
            var version = _versions.Of(key.User);
            // Learnt between the caller's look and the version: the store may not know it yet.
            if (await FindAsync(key, flight.Token).ConfigureAwait(false) is { } learnt)
            {
                Land(flight);
                flight.Complete(learnt);
                return;
            }

            var row = key.IsLid
                ? await _backend.GetLidMappingAsync(key.User, flight.Token).ConfigureAwait(false)
                : await _backend.GetPnMappingAsync(key.User, flight.Token).ConfigureAwait(false);
            var entry = row is null ? null : LidPnEntry.Of(row);
            await KeepAsync(key, entry, version, flight.Token).ConfigureAwait(false);
            Land(flight);
            flight.Complete(entry);
        }
        catch (Exception error)
        {
            Land(flight);
            flight.Fail(error);
        }
    }

    void Land(Flight<LidPnKey, LidPnEntry> flight)
    {
        lock (_flightsGate)
        {
            _ = _flights.Land(flight);
        }
    }

    async ValueTask ReadManyAsync(string[] users, bool isLid, Dictionary<string, LidPnEntry> found, CancellationToken cancellationToken)
    {
        var versions = Array.ConvertAll(users, _versions.Of);
        foreach (var user in users)
        {
            // Learnt between the caller's look and the version: the store may not know it yet.
            if (await FindAsync(new LidPnKey(user, isLid), cancellationToken).ConfigureAwait(false) is { } learnt)
            {
                found[user] = learnt;
            }
        }

        var rows = isLid
            ? await _backend.GetLidMappingsAsync(users, cancellationToken).ConfigureAwait(false)
            : await _backend.GetPnMappingsAsync(users, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < users.Length; i++)
        {
            if (found.ContainsKey(users[i]))
            {
                continue;
            }

            var entry = rows.TryGetValue(users[i], out var row) ? LidPnEntry.Of(row) : null;
            await KeepAsync(new LidPnKey(users[i], isLid), entry, versions[i], cancellationToken).ConfigureAwait(false);
            if (entry is not null)
            {
                found[users[i]] = entry;
            }
        }
    }

    /// <summary>Keeps what was read, unless the user was learnt meanwhile. What is read by LID says nothing about which LID its phone number leads to.</summary>
    async ValueTask KeepAsync(LidPnKey key, LidPnEntry? entry, KeyVersion version, CancellationToken cancellationToken)
    {
        if (entry is not null)
        {
            await _maps.SetAsync(entry, leads: !key.IsLid, () => _versions.IsCurrent(key.User, version), done: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        _absent.Insert(key, default);
        if (!_versions.IsCurrent(key.User, version))
        {
            _absent.Invalidate(key);
        }
    }
}
