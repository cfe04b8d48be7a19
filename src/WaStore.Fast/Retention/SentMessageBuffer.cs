using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Sent messages, and takes of them, that are not in the store yet.</summary>
/// <remarks>A take leaves a mark in place of its message: the next flush removes the row that an earlier one may have written.</remarks>
sealed class SentMessageBuffer(long limit) : IFlushRiders
{
    readonly Lock _gate = new();
    readonly Dictionary<(string Chat, string Id), Pending> _pending = [];
    readonly Relief _relief = new();
    KeyValuePair<(string Chat, string Id), Pending>[] _captured = [];
    long _bytes;
    long _version;

    public bool IsAnyPending => Count > 0;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Keeps a message, or has no room: then <paramref name="room"/> completes when something left. One that is larger than everything is taken alone.</summary>
    internal bool TryAdd(string chat, string id, byte[] payload, out Task room)
    {
        lock (_gate)
        {
            if (_bytes > 0 && _bytes + payload.Length > limit)
            {
                room = _relief.Next();
                return false;
            }

            Set((chat, id), payload);
            room = Task.CompletedTask;
            return true;
        }
    }

    /// <summary>Whether the buffer decides about a message; <paramref name="payload"/> is null when it was taken.</summary>
    internal bool TryPeek(string chat, string id, out byte[]? payload)
    {
        lock (_gate)
        {
            var isThere = _pending.TryGetValue((chat, id), out var pending);
            payload = pending.Payload?.AsSpan().ToArray();
            return isThere;
        }
    }

    /// <summary>As <see cref="TryPeek"/>, and nobody else gets the message after.</summary>
    internal bool TryTake(string chat, string id, out byte[]? payload)
    {
        lock (_gate)
        {
            var isThere = _pending.TryGetValue((chat, id), out var pending);
            payload = pending.Payload;
            if (payload is not null)
            {
                Set((chat, id), payload: null);
                // A round that is under way may still read the array, but nobody writes it.
                payload = payload.AsSpan().ToArray();
            }

            return isThere;
        }
    }

    public void AddTo(StoreBatch batch)
    {
        lock (_gate)
        {
            _captured = [.. _pending];
        }

        if (_captured is { Length: > 0 } captured)
        {
            batch.Add(async (unit, cancellationToken) =>
            {
                foreach (var ((chat, id), pending) in captured)
                {
                    if (pending.Payload is { } payload)
                    {
                        await unit.StoreSentMessageAsync(chat, id, payload, cancellationToken).ConfigureAwait(false);
                    }
                    else
                    {
                        _ = await unit.TakeSentMessageAsync(chat, id, cancellationToken).ConfigureAwait(false);
                    }
                }
            });
        }
    }

    public void Settle(bool isDurable)
    {
        if (isDurable)
        {
            lock (_gate)
            {
                foreach (var (key, pending) in _captured)
                {
                    if (_pending[key].Version == pending.Version)
                    {
                        _bytes -= pending.Payload?.Length ?? 0;
                        _ = _pending.Remove(key);
                    }
                }

                _relief.Give();
            }
        }

        _captured = [];
    }

    void Set((string Chat, string Id) key, byte[]? payload)
    {
        _bytes += (payload?.Length ?? 0) - (_pending.TryGetValue(key, out var old) ? old.Payload?.Length ?? 0 : 0);
        _pending[key] = new Pending(payload, ++_version);
        if (payload is null)
        {
            _relief.Give();
        }
    }

    readonly record struct Pending(byte[]? Payload, long Version);
}
