using WaStore.Fast.Stores;

namespace WaStore.Fast.Retention;

/// <summary>Secrets that are not in the store yet: readable at once, written in batches, merged by the store's own rule, never dropped.</summary>
/// <remarks>An entry leaves after the commit that carried its newest form, so a reader who looks here and then in the store finds it in one of them.</remarks>
sealed class MsgSecretBuffer(int limit) : IFlushRiders
{
    readonly Lock _gate = new();
    readonly Dictionary<MessageKey, Pending> _pending = [];
    readonly EntryList<MsgSecretEntry> _captured = new();
    readonly List<(MessageKey Key, long Version)> _versions = [];
    readonly Relief _relief = new();
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

    /// <summary>Adds all of them, or none when they do not fit; then <paramref name="room"/> completes when something left.</summary>
    internal bool TryAdd(ReadOnlySpan<MsgSecretEntry> entries, out Task room)
    {
        lock (_gate)
        {
            // An entry that is there already needs no room, so a full buffer still learns what is newer.
            if (_pending.Count + CountNew(entries) > limit)
            {
                room = _relief.Next();
                return false;
            }

            foreach (ref readonly var entry in entries)
            {
                Add(entry);
            }

            room = Task.CompletedTask;
            return true;
        }
    }

    internal bool TryGet(string chat, string sender, string id, out MsgSecretEntry entry)
    {
        lock (_gate)
        {
            var isThere = _pending.TryGetValue(new MessageKey(chat, sender, id), out var pending);
            entry = pending.Entry;
            return isThere;
        }
    }

    public void AddTo(StoreBatch batch)
    {
        lock (_gate)
        {
            foreach (var (key, pending) in _pending)
            {
                _ = _captured.Add(pending.Entry);
                _versions.Add((key, pending.Version));
            }
        }

        if (_captured.Count > 0)
        {
            batch.PutMsgSecrets(_captured.Content);
        }
    }

    public void Settle(bool isDurable)
    {
        if (isDurable)
        {
            lock (_gate)
            {
                foreach (var (key, version) in _versions)
                {
                    if (_pending[key].Version == version)
                    {
                        _ = _pending.Remove(key);
                    }
                }

                _relief.Give();
            }
        }

        _captured.Clear();
        _versions.Clear();
    }

    /// <summary>Lets everybody who waits for room look again.</summary>
    internal void Wake()
    {
        lock (_gate)
        {
            _relief.Give();
        }
    }

    int CountNew(ReadOnlySpan<MsgSecretEntry> entries)
    {
        var count = 0;
        foreach (ref readonly var entry in entries)
        {
            count += _pending.ContainsKey(KeyOf(entry)) ? 0 : 1;
        }

        return count;
    }

    void Add(in MsgSecretEntry entry)
    {
        var key = KeyOf(entry);
        var merged = _pending.TryGetValue(key, out var old)
            ? entry with
            {
                ExpiresAt = MsgSecretMerge.Expiry(old.Entry.ExpiresAt, entry.ExpiresAt),
                MessageTimestamp = MsgSecretMerge.Timestamp(old.Entry.MessageTimestamp, entry.MessageTimestamp),
            }
            : entry;
        _pending[key] = new Pending(merged, ++_version);
    }

    static MessageKey KeyOf(in MsgSecretEntry entry) => new(entry.Chat, entry.Sender, entry.MsgId);

    readonly record struct Pending(MsgSecretEntry Entry, long Version);
}
