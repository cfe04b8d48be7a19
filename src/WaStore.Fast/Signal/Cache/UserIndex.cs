namespace WaStore.Fast.Signal;

/// <summary>How many cached sessions and identities each user has had since they were cached: a superset of who has state here (spec/caches.md 1.8).</summary>
/// <remarks>Written when an entry gets its first record and when it leaves the cache, so hits and puts do not come here.</remarks>
sealed class UserIndex
{
    readonly Lock _gate = new();
    readonly Dictionary<string, int> _entries = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    internal UserIndex() => _bySpan = _entries.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static ReadOnlySpan<char> UserOf(ReadOnlySpan<char> address)
    {
        var end = address.IndexOfAny(':', '@');
        return end < 0 ? address : address[..end];
    }

    internal void Add(SignalKey address)
    {
        lock (_gate)
        {
            var user = UserOf(address.Text);
            _bySpan[user] = _bySpan.TryGetValue(user, out var count) ? count + 1 : 1;
        }
    }

    internal void Remove(SignalKey address)
    {
        lock (_gate)
        {
            var user = UserOf(address.Text);
            var count = _bySpan[user] - 1;
            if (count == 0)
            {
                _ = _bySpan.Remove(user);
            }
            else
            {
                _bySpan[user] = count;
            }
        }
    }

    internal bool Contains(ReadOnlySpan<char> user)
    {
        lock (_gate)
        {
            return _bySpan.ContainsKey(user);
        }
    }
}
