using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>The messages that were received and not acknowledged, in the order of arrival, each with how far it got. Those that are not in the store yet ride with a flush.</summary>
sealed class InboundBatch(int maxMessages, long maxBytes) : IFlushRiders
{
    readonly Lock _gate = new();
    readonly List<Message> _messages = [];
    readonly Dictionary<PendingInboundKey, Message> _byKey = [];
    Message[] _captured = [];
    long _bytes;
    int _accepted;

    /// <summary>How far a message got.</summary>
    internal enum Stage
    {
        Accepted,
        Durable,
        Handled,
        Forgotten,
        Acknowledged,
    }

    public bool IsAnyPending
    {
        get
        {
            lock (_gate)
            {
                return _accepted > 0;
            }
        }
    }

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count;
            }
        }
    }

    internal bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _messages.Count >= maxMessages || _bytes >= maxBytes;
            }
        }
    }

    /// <summary>Takes a message in, unless there is no room. The same message again is taken once.</summary>
    internal bool TryAdd(PendingInbound row, Stage stage)
    {
        var key = new PendingInboundKey(row.Chat, row.Sender, row.Id);
        lock (_gate)
        {
            if (_byKey.ContainsKey(key))
            {
                return true;
            }

            if (_messages.Count >= maxMessages || (_messages.Count > 0 && _bytes + row.Message.Length > maxBytes))
            {
                return false;
            }

            var message = new Message(key, row) { Stage = stage };
            _messages.Add(message);
            _byKey.Add(key, message);
            _bytes += row.Message.Length;
            _accepted += stage == Stage.Accepted ? 1 : 0;
            return true;
        }
    }

    internal bool Contains(PendingInboundKey key)
    {
        lock (_gate)
        {
            return _byKey.ContainsKey(key);
        }
    }

    /// <summary>Those that are in the store.</summary>
    internal List<Message> Durable()
    {
        lock (_gate)
        {
            return _messages.FindAll(static message => message.Stage != Stage.Accepted);
        }
    }

    /// <summary>Those that are acknowledged go.</summary>
    internal void RemoveDone()
    {
        lock (_gate)
        {
            foreach (var message in _messages.Where(static message => message.Stage == Stage.Acknowledged))
            {
                _ = _byKey.Remove(message.Key);
                _bytes -= message.Row.Message.Length;
            }

            _ = _messages.RemoveAll(static message => message.Stage == Stage.Acknowledged);
        }
    }

    public void AddTo(StoreBatch batch)
    {
        lock (_gate)
        {
            _captured = [.. _messages.Where(static message => message.Stage == Stage.Accepted)];
        }

        if (_captured.Length > 0)
        {
            var rows = Array.ConvertAll(_captured, static message => message.Row);
            batch.Add((unit, cancellationToken) => unit.StorePendingInboundsAsync(rows, cancellationToken));
        }
    }

    public void Settle(bool isDurable)
    {
        if (isDurable)
        {
            lock (_gate)
            {
                foreach (var message in _captured)
                {
                    message.Stage = Stage.Durable;
                }

                _accepted -= _captured.Length;
            }
        }

        _captured = [];
    }

    internal sealed class Message(PendingInboundKey key, PendingInbound row)
    {
        internal PendingInboundKey Key { get; } = key;

        internal PendingInbound Row { get; } = row;

        /// <summary>Until it is durable written under the batch's lock, after that by the one commit that runs.</summary>
        internal Stage Stage { get; set; }
    }
}
