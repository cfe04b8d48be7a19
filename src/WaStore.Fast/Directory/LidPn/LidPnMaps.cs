namespace WaStore.Fast.Directories;

/// <summary>Where the cached mappings are: in the process, or in a store of the user's choice.</summary>
abstract class LidPnMaps
{
    /// <summary>The table in the process; null when the mappings are elsewhere.</summary>
    internal virtual LidPnTable? Table => null;

    internal abstract ValueTask<LidPnEntry?> GetAsync(LidPnKey key, CancellationToken cancellationToken);

    /// <summary>Sets the phone number of a LID, and whether the number leads to it.</summary>
    /// <param name="entry">The pair.</param>
    /// <param name="leads">See <see cref="LidPnTable.Add"/>.</param>
    /// <param name="isCurrent">Asked in the same step: false keeps what is there, because it is newer than what was read.</param>
    /// <param name="done">Called in the same step, after the change.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal abstract ValueTask SetAsync(LidPnEntry entry, bool leads, Func<bool>? isCurrent, Action? done, CancellationToken cancellationToken);

    internal abstract ValueTask ClearAsync(CancellationToken cancellationToken);
}

/// <summary>In the process.</summary>
sealed class LocalLidPnMaps(LidPnTable table) : LidPnMaps
{
    readonly Lock _gate = new();

    internal override LidPnTable Table => table;

    internal override ValueTask<LidPnEntry?> GetAsync(LidPnKey key, CancellationToken cancellationToken) => new(table.Find(key));

    internal override ValueTask SetAsync(LidPnEntry entry, bool leads, Func<bool>? isCurrent, Action? done, CancellationToken cancellationToken)
    {
        Set(entry, leads, isCurrent, done);
        return ValueTask.CompletedTask;
    }

    internal void Set(LidPnEntry entry, bool leads, Func<bool>? isCurrent, Action? done)
    {
        lock (_gate)
        {
            if (isCurrent is null || isCurrent())
            {
                table.Add(entry, leads);
                done?.Invoke();
            }
        }
    }

    internal override ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        table.Clear();
        return ValueTask.CompletedTask;
    }
}
