using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The messages of warm sends and their secrets, until the next flush takes them.</summary>
sealed class BehindRiders : IFlushRiders
{
    readonly List<Func<IUnitOfWork, CancellationToken, ValueTask>> _waiting = [];
    int _taken;

    public bool IsAnyPending => _waiting.Count > 0;

    internal void Add(Func<IUnitOfWork, CancellationToken, ValueTask> change) => _waiting.Add(change);

    public void AddTo(StoreBatch batch)
    {
        _waiting.ForEach(batch.Add);
        _taken = _waiting.Count;
    }

    public void Settle(bool isDurable)
    {
        if (isDurable)
        {
            _waiting.RemoveRange(0, _taken);
        }
    }
}
