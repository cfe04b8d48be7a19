namespace WaStore.Fast.Caching;

public sealed partial class PortableCache<TKey, TValue>
{
    /// <summary>One value. A write makes a new entry, so a reader never sees half of one, and what it saw expire cannot be somebody else's new value.</summary>
    sealed class Entry(TKey key, TValue value, long writtenAt, int era)
    {
        long _accessedAt = writtenAt;

        public TKey Key { get; } = key;

        public TValue Value { get; } = value;

        public long WrittenAt { get; } = writtenAt;

        /// <summary>Written under the gate, read anywhere.</summary>
        public long AccessedAt
        {
            get => Volatile.Read(ref _accessedAt);
            set => Volatile.Write(ref _accessedAt, value);
        }

        /// <summary>The cache's era while the entry is in its lists; under the gate.</summary>
        public int Era { get; set; } = era;

        /// <summary>The place in the order of first insertion, which eviction follows.</summary>
        public Links Inserted;

        /// <summary>The place in the order of the last write, which the time to live follows.</summary>
        public Links Written;

        /// <summary>The place in the order of the last access, which the time to idle follows.</summary>
        public Links Accessed;
    }

    /// <summary>An entry's neighbours in one order.</summary>
    struct Links
    {
        public Entry? Older;
        public Entry? Newer;
    }

    /// <summary>Which links of an entry an order uses.</summary>
    interface IOrder
    {
        static abstract ref Links Of(Entry entry);
    }

    readonly struct ByInsertion : IOrder
    {
        public static ref Links Of(Entry entry) => ref entry.Inserted;
    }

    readonly struct ByWrite : IOrder
    {
        public static ref Links Of(Entry entry) => ref entry.Written;
    }

    readonly struct ByAccess : IOrder
    {
        public static ref Links Of(Entry entry) => ref entry.Accessed;
    }

    /// <summary>The entries in one order; under the gate.</summary>
    struct Chain<TOrder>
        where TOrder : struct, IOrder
    {
        Entry? _newest;

        public Entry? Oldest { get; private set; }

        public void Add(Entry entry)
        {
            TOrder.Of(entry) = new Links { Older = _newest };
            if (_newest is null)
            {
                Oldest = entry;
            }
            else
            {
                TOrder.Of(_newest).Newer = entry;
            }

            _newest = entry;
        }

        public void Remove(Entry entry)
        {
            var links = TOrder.Of(entry);
            Join(links.Older, links.Newer);
            TOrder.Of(entry) = default;
        }

        /// <summary>Gives one entry's place to another.</summary>
        public void Replace(Entry entry, Entry successor)
        {
            var links = TOrder.Of(entry);
            Join(links.Older, successor);
            Join(successor, links.Newer);
            TOrder.Of(entry) = default;
        }

        void Join(Entry? older, Entry? newer)
        {
            if (older is null)
            {
                Oldest = newer;
            }
            else
            {
                TOrder.Of(older).Newer = newer;
            }

            if (newer is null)
            {
                _newest = older;
            }
            else
            {
                TOrder.Of(newer).Older = older;
            }
        }
    }
}
