using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

public sealed partial class LidPnCache
{
    /// <summary>Adds a pair by the conflict rule, to what is held only: the LID gets this number; the number leads to this LID unless it leads to a newer one
    /// (spec/caches.md 6.3).</summary>
    /// <exception cref="StoreException">The store could not be read; or Validation: a side cannot be a user part.</exception>
    public async ValueTask AddAsync(LidPnEntry entry, CancellationToken cancellationToken = default)
    {
        Require(entry);
        var current = await GetByPhoneAsync(entry.PhoneNumber, cancellationToken).ConfigureAwait(false);
        await SetAsync(entry, Leads(entry, current), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Loads all mappings in one read: the contact hashes of all of them, and as many pairs as are held.</summary>
    /// <exception cref="StoreException">The store could not be read.</exception>
    public async ValueTask WarmUpAsync(CancellationToken cancellationToken = default)
    {
        using var held = await Changes.LockAsync(0, cancellationToken).ConfigureAwait(false);
        var rows = await _backend.GetAllLidMappingsAsync(cancellationToken).ConfigureAwait(false);
        var leaders = new Dictionary<string, LidPnMapping>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!leaders.TryGetValue(row.PhoneNumber, out var leader) || IsNewer(row, leader))
            {
                leaders[row.PhoneNumber] = row;
            }
        }

        // The newest last: when there is room for some only, those stay.
        foreach (var row in rows.OrderBy(static row => row.UpdatedAt))
        {
            if (!UserPart.IsValid(row.Lid) || !UserPart.IsValid(row.PhoneNumber))
            {
                continue;
            }

            _contacts.Add(row.Lid, row.PhoneNumber);
            if (Pending.Find(LidPnKey.OfLid(row.Lid)) is not null || Pending.Find(LidPnKey.OfPhone(row.PhoneNumber)) is not null)
            {
                // Learnt since, and newer than the store.
                continue;
            }

            await SetAsync(LidPnEntry.Of(row), ReferenceEquals(leaders[row.PhoneNumber], row), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The LIDs that a contact hash can mean, of all mappings that the store had at the warm-up or that were learnt since.</summary>
    public IReadOnlyList<string> ResolveContactHash(int hash) => _contacts.Find(hash);

    /// <summary>Whether the phone number leads to the new pair.</summary>
    internal static bool Leads(LidPnEntry entry, LidPnEntry? current) => current is null || current.Lid == entry.Lid || current.CreatedAt <= entry.CreatedAt;

    internal ValueTask SetAsync(LidPnEntry entry, bool leads, CancellationToken cancellationToken) =>
        _maps.SetAsync(entry, leads, isCurrent: null, () => Touch(entry), cancellationToken);

    /// <summary>As <see cref="SetAsync"/>, for mappings in the process.</summary>
    internal void Set(LidPnEntry entry, bool leads) => ((LocalLidPnMaps)_maps).Set(entry, leads, isCurrent: null, () => Touch(entry));

    /// <summary>The pair is in the store now.</summary>
    internal void Stored(LidPnEntry entry, string? formerPhone)
    {
        if (formerPhone is not null && formerPhone != entry.PhoneNumber)
        {
            _contacts.RemovePhone(entry.Lid, formerPhone);
        }

        _contacts.Add(entry.Lid, entry.PhoneNumber);
    }

    internal static void Require(LidPnEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        UserPart.Require(entry.Lid, nameof(entry.Lid));
        UserPart.Require(entry.PhoneNumber, nameof(entry.PhoneNumber));
    }

    // As the conflict rule decided when they were learnt, and as the store answers: a row keeps its first created_at whatever is learnt of it later, so the time of the
    // last learning decides; but a stale row never outranks a fresh one, whatever time its writer put down.
    static bool IsNewer(LidPnMapping row, LidPnMapping other) =>
        (LidPnEntry.Of(row).CreatedAt > 0, row.UpdatedAt, row.CreatedAt).CompareTo((LidPnEntry.Of(other).CreatedAt > 0, other.UpdatedAt, other.CreatedAt)) > 0;

    // Reads that began before must not be kept, neither as a pair nor as an absence; those that are joined from now on must be new.
    void Touch(LidPnEntry entry)
    {
        _versions.Touch(entry.Lid);
        _versions.Touch(entry.PhoneNumber);
        lock (_flightsGate)
        {
            _ = _flights.Detach(LidPnKey.OfLid(entry.Lid));
            _ = _flights.Detach(LidPnKey.OfPhone(entry.PhoneNumber));
        }

        _absent.Invalidate(LidPnKey.OfLid(entry.Lid));
        _absent.Invalidate(LidPnKey.OfPhone(entry.PhoneNumber));
        Topology.Touch(entry.Lid);
        Topology.Touch(entry.PhoneNumber);
    }
}
