namespace WaStore.Fast.Directories;

/// <content>The phone number's device list and sessions move to the LID.</content>
public sealed partial class LidPnLearner
{
    async ValueTask<bool> MigrateAsync(IReadOnlyList<LidPnPair> pairs, CancellationToken cancellationToken)
    {
        var waiting = pairs.Where(pair => IsWaiting(pair, out _)).ToArray();
        if (waiting.Length == 0)
        {
            return false;
        }

        var moved = false;
        // Who learns the same pair meanwhile waits here, and finds it settled.
        using (await _migrations.LockManyAsync(Array.ConvertAll(waiting, static pair => pair.PhoneNumber), cancellationToken).ConfigureAwait(false))
        {
            waiting = [.. waiting.Where(pair => IsWaiting(pair, out _))];
            if (_registry is not null && waiting.Length > 0)
            {
                await _registry.MigrateToLidAsync(waiting, cancellationToken).ConfigureAwait(false);
            }

            foreach (var pair in waiting)
            {
                moved |= _signal is not null && await _signal.MigrateToLidAsync(pair.PhoneNumber, pair.Lid, cancellationToken).ConfigureAwait(false);
                if (IsWaiting(pair, out var pending))
                {
                    _cache.Pending.Settled(pending!);
                }
            }
        }

        return moved;
    }

    bool IsWaiting(LidPnPair pair, out PendingPair? pending)
    {
        pending = _cache.Pending.Of(pair.Lid);
        return pending is { IsPersisted: true, NeedsMigration: true } && pending.Entry.PhoneNumber == pair.PhoneNumber;
    }
}
