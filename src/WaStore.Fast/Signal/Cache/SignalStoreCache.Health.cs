using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

public sealed partial class SignalStoreCache<TSession, TSenderKey>
{
    /// <summary>How the cache is doing now. Costs a walk over the stripes; the same figures are instruments of the meter <see cref="SignalCacheOptions.MeterName"/>.</summary>
    public SignalCacheHealth Health
    {
        get
        {
            var failure = _health.Current;
            return new SignalCacheHealth
            {
                FailuresInARow = failure?.InARow ?? 0,
                LastFailureKind = (failure?.Exception as StoreException)?.Kind,
                LastFailureType = failure?.Exception.GetType().Name,
                LastFailureAt = failure?.At,
                Flushes = _health.Flushes,
                FailedFlushes = _health.Failures,
                FlushedRows = _health.Rows,
                RaisedGates = _life.Sends.Raised,
                ConsumedPreKeys = _preKeys.Count,
                UnreadableSessions = _life.Counters.UnreadableSessions,
                SessionsNotSetAside = _life.Counters.NotSetAsideCount,
                UnreadableIdentities = _life.Counters.UnreadableIdentities,
                Evictions = _life.Counters.Evictions,
                StoreReads = _life.Counters.StoreReads,
                ForeignCommits = _owner.ForeignCommits,
                Sessions = _sessions.Size,
                Identities = _identities.Size,
                SenderKeys = _senderKeys.Size,
            };
        }
    }
}
