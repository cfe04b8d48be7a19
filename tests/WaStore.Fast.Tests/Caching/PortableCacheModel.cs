namespace WaStore.Fast.Tests.Caching;

/// <summary>What a cache is, told as simply as it can be: a list in the order of insertion, looked through at every step.</summary>
sealed class PortableCacheModel(int? capacity, long ttl, long tti)
{
    readonly List<Item> _items = [];

    internal long Now { get; set; }

    internal IEnumerable<KeyValuePair<string, int>> Live => _items.Where(IsLive).Select(item => KeyValuePair.Create(item.Key, item.Value));

    internal int? Get(string key)
    {
        var item = Find(key);
        if (item is not null && Now - item.AccessedAt > tti / 16)
        {
            item.AccessedAt = Now;
        }

        return item?.Value;
    }

    internal int? Peek(string key) => Find(key)?.Value;

    internal void Put(string key, int value)
    {
        if (capacity == 0)
        {
            return;
        }

        if (Find(key) is { } item)
        {
            (item.Value, item.WrittenAt, item.AccessedAt) = (value, Now, Now);
            return;
        }

        _ = _items.RemoveAll(other => !IsLive(other));
        while (_items.Count >= capacity)
        {
            _items.RemoveAt(0);
        }

        _items.Add(new Item { Key = key, Value = value, WrittenAt = Now, AccessedAt = Now });
    }

    internal void Remove(string key) => _items.RemoveAll(item => item.Key == key);

    internal void Clear() => _items.Clear();

    Item? Find(string key) => _items.Find(item => item.Key == key && IsLive(item));

    bool IsLive(Item item) => Now - item.WrittenAt < ttl && Now - item.AccessedAt < tti;

    sealed class Item
    {
        public required string Key { get; init; }

        public int Value { get; set; }

        public long WrittenAt { get; set; }

        public long AccessedAt { get; set; }
    }
}
