using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Signal.Cache;

/// <summary>Riders that a test queues, and that check the rounds that they are asked for.</summary>
sealed class NotedRiders : IFlushRiders
{
    readonly Lock _gate = new();
    readonly List<string> _waiting = [];
    string[]? _taken;

    /// <summary>What <see cref="AddTo"/> throws, or the change that it adds.</summary>
    public Exception? Fault { get; set; }

    public bool IsFaultInTheTransaction { get; init; } = true;

    /// <summary>Called when a round begins.</summary>
    public Action Beginning { get; set; } = static () => { };

    /// <summary>Every round that ended, with what it had taken.</summary>
    public List<(string Ids, bool IsDurable)> Rounds { get; } = [];

    public bool IsAnyPending
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count > 0;
            }
        }
    }

    public void Queue(string id)
    {
        lock (_gate)
        {
            _waiting.Add(id);
        }
    }

    public void AddTo(StoreBatch batch)
    {
        lock (_gate)
        {
            Assert.Null(_taken);
            _taken = [.. _waiting];
        }

        Beginning();

        if (Fault is { } fault)
        {
            if (!IsFaultInTheTransaction)
            {
                throw fault;
            }

            batch.Add((_, _) => throw fault);
        }

        foreach (var id in _taken)
        {
            batch.StorePendingInbound("chat", "sender", id, new byte[] { 1, 2, 3 });
        }
    }

    public void Settle(bool isDurable)
    {
        lock (_gate)
        {
            Assert.NotNull(_taken);
            Rounds.Add((string.Join(',', _taken), isDurable));
            if (isDurable)
            {
                _ = _waiting.RemoveAll(_taken.Contains);
            }

            _taken = null;
        }
    }
}
