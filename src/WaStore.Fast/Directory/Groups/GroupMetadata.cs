using WaStore.Fast.Caching;
using WaStore.Fast.Coordination;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Directories;

/// <summary>The groups' metadata: cached, kept in the store as a blob, patched in place when participants come and go (spec/caches.md 8).</summary>
/// <remarks>
/// <para>Thread-safe. One query of a group runs at a time, and all who ask share its answer. A patch or an invalidation that comes meanwhile wins: the answer is handed
/// out, but neither cached nor stored.</para>
/// <para>The blob is only a copy of what the server said: one that does not parse is none.</para>
/// <para>Notifications are applied under the group's distribution lock, which the caller holds; nothing here takes it.</para>
/// </remarks>
public sealed partial class GroupMetadata
{
    const int LockCapacity = 256;

    readonly IBackend _backend;
    readonly TypedCache<string, GroupInfo> _cache;
    readonly KeyVersions _versions = new();
    readonly KeyedLocks<string> _locks = new(LockCapacity, StringComparer.Ordinal, StringComparer.Ordinal);
    readonly Lock _gate = new();
    readonly FlightTable<string, GroupInfo> _queries;

    /// <summary>Makes an empty cache.</summary>
    public GroupMetadata(IBackend backend, CacheConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(backend);
        config ??= new CacheConfig();
        _backend = backend;
        _queries = new FlightTable<string, GroupInfo>(_gate, StringComparer.Ordinal);
        _cache = config.GroupCache.BuildTypedTtl<string, GroupInfo>(
            config.CacheStores.GroupCache, CacheNamespaces.Group, static group => group, DirectoryJson.Default.GroupInfo, config.Logger, config.TimeProvider);
    }

    /// <summary>What is cached of a group, or null. Asks nobody.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public ValueTask<GroupInfo?> FindAsync(string group, CancellationToken cancellationToken = default) => _cache.GetAsync(group, cancellationToken);

    /// <summary>A group's metadata: cached, or asked for at the server, which is told what is stored.</summary>
    /// <param name="group">The group's JID.</param>
    /// <param name="query">Asks the server. It is shared by all who wait; its token is cancelled when all have left.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StoreException">Validation: <paramref name="group"/> is no group's JID; or the store failed.</exception>
    public async ValueTask<GroupInfo> GetAsync(
        string group, Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> query, CancellationToken cancellationToken = default)
    {
        RequireGroup(group);
        ArgumentNullException.ThrowIfNull(query);
        return await _cache.GetAsync(group, cancellationToken).ConfigureAwait(false)
            ?? await QueryAsync(group, query, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the server whatever is cached. If that fails, what is cached stays.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<GroupInfo> RefreshAsync(
        string group, Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> query, CancellationToken cancellationToken = default)
    {
        RequireGroup(group);
        ArgumentNullException.ThrowIfNull(query);
        return QueryAsync(group, query, cancellationToken);
    }

    async ValueTask<GroupInfo> QueryAsync(string group, Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> query, CancellationToken cancellationToken)
    {
        Flight<string, GroupInfo> flight;
        bool leads;
        lock (_gate)
        {
            flight = _queries.Join(group, out leads);
        }

        if (leads)
        {
            // Never fails; it ends when the query does.
            _ = RunAsync(flight, query);
        }

        return (await flight.WaitAsync(cancellationToken).ConfigureAwait(false))!;
    }

    async Task RunAsync(Flight<string, GroupInfo> flight, Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> query)
    {
        try
        {
            var info = await AskAsync(flight.Key, query, flight.Token).ConfigureAwait(false);
            Land(flight);
            flight.Complete(info);
        }
        catch (Exception error)
        {
            Land(flight);
            flight.Fail(error);
        }
    }

    async ValueTask<GroupInfo> AskAsync(string group, Func<GroupQuery, CancellationToken, ValueTask<GroupAnswer>> query, CancellationToken cancellationToken)
    {
        var version = _versions.Of(group);
        var known = await _cache.GetAsync(group, cancellationToken).ConfigureAwait(false) ?? await ReadAsync(group, cancellationToken).ConfigureAwait(false);
        var answer = await query(new GroupQuery(group, known), cancellationToken).ConfigureAwait(false);
        var info = answer.Info ?? known ?? throw StoreException.Validation("the server answered that a group did not change of which nothing is known");
        using (await _locks.LockAsync(group, cancellationToken).ConfigureAwait(false))
        {
            if (_versions.IsCurrent(group, version))
            {
                await PublishAsync(group, info, isStored: answer.Info is null, cancellationToken).ConfigureAwait(false);
            }
        }

        return info;
    }

    void Land(Flight<string, GroupInfo> flight)
    {
        lock (_gate)
        {
            _ = _queries.Land(flight);
        }
    }
}
