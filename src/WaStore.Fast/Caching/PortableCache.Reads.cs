namespace WaStore.Fast.Caching;

// What a read does about time, and what looks at all entries.
public sealed partial class PortableCache<TKey, TValue>
{
    /// <summary>How many entries there are, also expired ones that are not collected yet.</summary>
    public int EntryCount => Volatile.Read(ref _count);

    /// <summary>What the cache did so far.</summary>
    public PortableCacheStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new PortableCacheStatistics(_count, _capacity, _evictions, _expirations, _blockedEvictions);
            }
        }
    }

    /// <summary>The entries that have not expired, in the order of their first insertion, as of one moment. The cache is locked meanwhile.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TValue>> Snapshot()
    {
        lock (_gate)
        {
            var entries = new List<KeyValuePair<TKey, TValue>>(_count);
            for (var entry = _inserted.Oldest; entry is not null; entry = entry.Inserted.Newer)
            {
                if (!IsExpired(entry))
                {
                    entries.Add(new(entry.Key, entry.Value));
                }
            }

            return entries;
        }
    }

    /// <summary>Collects everything that has expired.</summary>
    public void RunPendingTasks()
    {
        if (_expiry is null)
        {
            return;
        }

        lock (_gate)
        {
            var now = _expiry.Now;
            while (Reap(now))
            {
            }
        }
    }

    // Without the gate.
    bool IsLive(Entry entry, Expiry expiry)
    {
        var now = expiry.Now;
        var accessedAt = entry.AccessedAt;
        if (expiry.IsExpired(entry.WrittenAt, accessedAt, now))
        {
            Collect(entry, expiry, now);
            return false;
        }

        if (expiry.IsRenewalDue(accessedAt, now))
        {
            Renew(entry, expiry, now);
        }

        return true;
    }

    void Collect(Entry entry, Expiry expiry, long now)
    {
        lock (_gate)
        {
            // Another reader may have collected it, or renewed it in the last moment.
            if (entry.Era == _era && expiry.IsExpired(entry.WrittenAt, entry.AccessedAt, now))
            {
                Expire(entry);
            }
        }
    }

    void Renew(Entry entry, Expiry expiry, long now)
    {
        lock (_gate)
        {
            // Of many readers at once, one renews; and a dead entry stays dead.
            if (entry.Era == _era && expiry.IsRenewalDue(entry.AccessedAt, now))
            {
                entry.AccessedAt = now;
                _accessed.Remove(entry);
                _accessed.Add(entry);
            }
        }
    }
}
