namespace WaStore.Fast.Signal;

/// <summary>Entries of one stripe in the order in which they came, linked through themselves. An entry is in one queue at most.</summary>
sealed class EntryQueue<TRecord>
    where TRecord : class
{
    CacheEntry<TRecord>? _last;

    internal CacheEntry<TRecord>? First { get; private set; }

    internal int Count { get; private set; }

    /// <summary>The bytes of all entries together.</summary>
    internal long Bytes { get; private set; }

    internal void AddLast(CacheEntry<TRecord> entry)
    {
        entry.Queue = this;
        entry.Previous = _last;
        if (_last is null)
        {
            First = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
        Count++;
        Bytes += entry.Bytes;
    }

    internal void Remove(CacheEntry<TRecord> entry)
    {
        if (entry.Previous is null)
        {
            First = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is null)
        {
            _last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Previous = null;
        entry.Next = null;
        entry.Queue = null;
        Count--;
        Bytes -= entry.Bytes;
    }

    internal void MoveToEnd(CacheEntry<TRecord> entry)
    {
        if (!ReferenceEquals(_last, entry))
        {
            Remove(entry);
            AddLast(entry);
        }
    }

    /// <summary>An entry of this queue has another size now.</summary>
    internal void Resize(CacheEntry<TRecord> entry, int bytes)
    {
        Bytes += bytes - entry.Bytes;
        entry.Bytes = bytes;
    }
}
