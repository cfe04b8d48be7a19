using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The consumed pre-keys of one flush: which go with it, and which only if the store itself has their session.</summary>
sealed class PreKeyDeletes<TSession>(ConsumedPreKeys preKeys, RecordStore<TSession> sessions, CacheLife life)
    where TSession : class, ISignalRecord<TSession>
{
    readonly List<ConsumedPreKeys.Use> _waiting = [];
    readonly List<ConsumedPreKeys.Use> _going = [];
    readonly List<ConsumedPreKeys.Use> _unknown = [];
    readonly List<ConsumedPreKeys.Use> _checked = [];

    /// <summary>Adds to the batch what may go. After the sessions were captured.</summary>
    internal void AddTo(StoreBatch batch)
    {
        if (!preKeys.IsAny)
        {
            return;
        }

        preKeys.CopyTo(_waiting);
        foreach (var use in _waiting)
        {
            switch (sessions.IsDurableWithCapture(use.Session, use.Session.GetHashCode()))
            {
                case true:
                    batch.ConsumePreKey(use.Id);
                    _going.Add(use);
                    break;
                case null:
                    _unknown.Add(use);
                    break;
            }
        }

        if (_unknown.Count > 0)
        {
            batch.Add(RemoveWhoseSessionIsStoredAsync);
        }
    }

    /// <summary>The batch is durable.</summary>
    internal void Settle()
    {
        if (_waiting.Count > 0)
        {
            preKeys.Removed(_going);
            preKeys.Removed(_checked);
        }
    }

    /// <summary>The batch is not: they are asked for again.</summary>
    internal void Failed()
    {
        if (_waiting.Count > 0)
        {
            preKeys.LookAgain();
        }
    }

    internal void Release()
    {
        if (_waiting.Count > 0)
        {
            _waiting.Clear();
            _going.Clear();
            _unknown.Clear();
            _checked.Clear();
        }
    }

    // In the transaction, so that the session is there or not together with the pre-key. It may run again after a failed commit.
    async ValueTask RemoveWhoseSessionIsStoredAsync(IUnitOfWork unit, CancellationToken cancellationToken)
    {
        _checked.Clear();
        foreach (var use in _unknown)
        {
            if (await unit.GetSessionAsync(use.Session.Text, cancellationToken).ConfigureAwait(false) is { } stored && SessionRows<TSession>.IsSession(stored, life.Incarnation))
            {
                await unit.RemovePreKeyAsync(use.Id, cancellationToken).ConfigureAwait(false);
                _checked.Add(use);
            }
        }
    }
}
