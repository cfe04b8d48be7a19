using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;

namespace WaStore.Fast.Directories;

/// <summary>In a custom cache store, one namespace for each direction (spec/caches.md 4.3).</summary>
sealed class StoredLidPnMaps : LidPnMaps
{
    readonly KeyedLocks<byte> _gate = new(1);
    readonly TypedCache<string, LidPnSnapshot> _byLid;
    readonly TypedCache<string, LidPnSnapshot> _byPhone;

    internal StoredLidPnMaps(CacheConfig config)
    {
        _byLid = Build(config, CacheNamespaces.LidPnByLid);
        _byPhone = Build(config, CacheNamespaces.LidPnByPn);
    }

    internal override async ValueTask<LidPnEntry?> GetAsync(LidPnKey key, CancellationToken cancellationToken)
    {
        var found = await (key.IsLid ? _byLid : _byPhone).GetAsync(key.User, cancellationToken).ConfigureAwait(false);
        return found?.ToEntry() is { } entry && (key.IsLid ? entry.Lid : entry.PhoneNumber) == key.User ? entry : null;
    }

    internal override async ValueTask SetAsync(LidPnEntry entry, bool leads, Func<bool>? isCurrent, Action? done, CancellationToken cancellationToken)
    {
        using var held = await _gate.LockAsync(0, cancellationToken).ConfigureAwait(false);
        if (isCurrent is not null && !isCurrent())
        {
            return;
        }

        var known = await GetAsync(LidPnKey.OfLid(entry.Lid), cancellationToken).ConfigureAwait(false);
        if (known is not null && known.PhoneNumber != entry.PhoneNumber)
        {
            await _byPhone.InvalidateAsync(known.PhoneNumber, cancellationToken).ConfigureAwait(false);
        }

        var snapshot = LidPnSnapshot.Of(entry);
        await _byLid.InsertAsync(entry.Lid, snapshot, cancellationToken).ConfigureAwait(false);
        if (leads)
        {
            await _byPhone.InsertAsync(entry.PhoneNumber, snapshot, cancellationToken).ConfigureAwait(false);
        }

        done?.Invoke();
    }

    internal override async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        await _byLid.ClearAsync(cancellationToken).ConfigureAwait(false);
        await _byPhone.ClearAsync(cancellationToken).ConfigureAwait(false);
    }

    static TypedCache<string, LidPnSnapshot> Build(CacheConfig config, string cacheNamespace) =>
        config.LidPnCache.BuildTypedTti<string, LidPnSnapshot>(
            config.CacheStores.LidPnCache, cacheNamespace, static user => user, DirectoryJson.Default.LidPnSnapshot, config.Logger, config.TimeProvider);
}
