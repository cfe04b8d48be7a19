using System.Diagnostics.CodeAnalysis;

namespace WaStore.Fast.Caching;

// What happens under the gate.
public sealed partial class PortableCache<TKey, TValue>
{
    /// <summary>How many expired entries a write collects beside its own: more than one, so that they never pile up.</summary>
    const int ReapedPerWrite = 4;

    /// <summary>How many entries an insertion looks at for one that is not in use. A bound, because with all 10,000 locks in use each insertion would otherwise look at all.</summary>
    const int CandidatesPerWrite = 8;

    Chain<ByInsertion> _inserted;
    Chain<ByWrite> _written;
    Chain<ByAccess> _accessed;
    int _era;
    int _count;
    long _evictions;
    long _expirations;
    long _blockedEvictions;

    bool TracksWrites => _expiry is { TimeToLive: not long.MaxValue };

    bool TracksAccesses => _expiry is { TimeToIdle: not long.MaxValue };

    bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_entries.TryGetValue(key, out var entry) && !IsExpired(entry))
        {
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    bool IsExpired(Entry entry) => _expiry is not null && _expiry.IsExpired(entry.WrittenAt, entry.AccessedAt, _expiry.Now);

    void Write(TKey key, TValue value)
    {
        if (_capacity == 0)
        {
            return;
        }

        var now = _expiry?.Now ?? 0;
        if (_entries.TryGetValue(key, out var known))
        {
            if (_expiry is null || !_expiry.IsExpired(known.WrittenAt, known.AccessedAt, now))
            {
                Replace(known, new Entry(known.Key, value, now, _era));
                return;
            }

            Expire(known);
        }

        MakeRoom(now);
        Add(new Entry(key, value, now, _era));
    }

    void Add(Entry entry)
    {
        _entries[entry.Key] = entry;
        _count++;
        _inserted.Add(entry);
        AddToTimes(entry);
    }

    void Replace(Entry known, Entry entry)
    {
        _entries[entry.Key] = entry;
        _inserted.Replace(known, entry);
        RemoveFromTimes(known);
        known.Era = -1;
        AddToTimes(entry);
    }

    void Drop(Entry entry)
    {
        _ = _entries.TryRemove(entry.Key, out _);
        _count--;
        _inserted.Remove(entry);
        RemoveFromTimes(entry);
        entry.Era = -1;
    }

    void Expire(Entry entry)
    {
        Drop(entry);
        _expirations++;
    }

    void AddToTimes(Entry entry)
    {
        if (TracksWrites)
        {
            _written.Add(entry);
        }

        if (TracksAccesses)
        {
            _accessed.Add(entry);
        }
    }

    void RemoveFromTimes(Entry entry)
    {
        if (TracksWrites)
        {
            _written.Remove(entry);
        }

        if (TracksAccesses)
        {
            _accessed.Remove(entry);
        }
    }

    void MakeRoom(long now)
    {
        for (var i = 0; i < ReapedPerWrite && Reap(now); i++)
        {
        }

        if (_count < _capacity.GetValueOrDefault(int.MaxValue))
        {
            return;
        }

        for (var i = 0; i < CandidatesPerWrite && _count >= _capacity && _inserted.Oldest is { } victim; i++)
        {
            if (_guard is not null && _guard(victim.Value))
            {
                _inserted.Remove(victim);
                _inserted.Add(victim);
            }
            else if (!Reap(now))
            {
                Drop(victim);
                _evictions++;
            }
        }

        _blockedEvictions += _count >= _capacity ? 1 : 0;
    }

    /// <summary>Collects one expired entry, if there is one.</summary>
    bool Reap(long now)
    {
        if (_expiry is null)
        {
            return false;
        }

        if (_written.Oldest is { } oldest && _expiry.IsExpired(oldest.WrittenAt, oldest.AccessedAt, now))
        {
            Expire(oldest);
            return true;
        }

        if (_accessed.Oldest is { } idle && _expiry.IsExpired(idle.WrittenAt, idle.AccessedAt, now))
        {
            Expire(idle);
            return true;
        }

        return false;
    }
}
