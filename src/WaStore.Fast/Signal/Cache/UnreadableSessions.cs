using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>
/// Stored sessions that did not decode, until the store has a copy of each. They read as absent, so the next write replaces them: the flush that could do so has them
/// set aside first (design.md 4, corrupt rows).
/// </summary>
/// <remarks>Thread-safe. Bounded; of more than that no copy is made, which is counted.</remarks>
sealed class UnreadableSessions(CacheLife life)
{
    internal const int QueueBound = 256;

    readonly Lock _gate = new();
    readonly List<(string Key, byte[] Record)> _queue = [];
    bool _isAny;

    /// <summary>Whether any waits for a flush.</summary>
    internal bool IsAny => Volatile.Read(ref _isAny);

    internal void Found(string key, ReadOnlySpan<byte> record)
    {
        life.Counters.UnreadableSession();
        lock (_gate)
        {
            if (_queue.Count == QueueBound)
            {
                life.Counters.NotSetAside(1);
                return;
            }

            _queue.Add((key, record.ToArray()));
            Volatile.Write(ref _isAny, true);
        }

        life.Demand();
    }

    /// <summary>Has the store copy them, before a commit can replace any. One flush at a time.</summary>
    /// <returns>How many were asked about; the others came meanwhile and are none of this flush's.</returns>
    /// <remarks>
    /// A store that cannot copy stops no flush, for the commit is what sends wait for; it is asked again as long as commits fail too. Once one succeeds, the row may be
    /// gone: then <see cref="Settle"/> counts it as not set aside.
    /// </remarks>
    internal async ValueTask<Outcome> SetAsideAsync(ISignalWrites store, CancellationToken cancellationToken)
    {
        (string Key, byte[] Record)[] rows;
        lock (_gate)
        {
            rows = [.. _queue];
        }

        var refused = 0;
        foreach (var (key, record) in rows)
        {
            try
            {
                _ = await store.SetAsideSessionAsync(key, record, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException)
            {
                refused++;
            }
        }

        return new Outcome(rows.Length, refused);
    }

    /// <summary>The flush is durable: whoever was asked about may be replaced now.</summary>
    internal void Settle(Outcome outcome)
    {
        if (outcome.Asked == 0)
        {
            return;
        }

        life.Counters.NotSetAside(outcome.Refused);
        lock (_gate)
        {
            foreach (var (_, record) in _queue.Take(outcome.Asked))
            {
                CryptographicOperations.ZeroMemory(record);
            }

            _queue.RemoveRange(0, outcome.Asked);
            Volatile.Write(ref _isAny, _queue.Count > 0);
        }
    }

    /// <summary>What came of asking.</summary>
    internal readonly record struct Outcome(int Asked, int Refused);
}
