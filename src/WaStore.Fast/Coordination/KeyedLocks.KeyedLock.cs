namespace WaStore.Fast.Coordination;

public sealed partial class KeyedLocks<TKey>
{
    /// <summary>The state of one key; everything here is touched under the gate only.</summary>
    sealed class KeyedLock
    {
        public required TKey Key { get; set; }

        public bool IsHeld { get; set; }

        /// <summary>Counts the holders, so that a releaser that is disposed twice does not release its successor's lock.</summary>
        public long Turn { get; set; }

        public WaiterList Waiters { get; } = new();

        public KeyedLock? OlderIdle { get; set; }

        public KeyedLock? NewerIdle { get; set; }

        public bool IsIdle { get; set; }
    }

    /// <summary>The locks that nobody holds, in the order in which they were released.</summary>
    sealed class IdleList
    {
        KeyedLock? _oldest;
        KeyedLock? _newest;

        public void Add(KeyedLock entry)
        {
            entry.IsIdle = true;
            entry.OlderIdle = _newest;
            if (_newest is null)
            {
                _oldest = entry;
            }
            else
            {
                _newest.NewerIdle = entry;
            }

            _newest = entry;
        }

        public void Remove(KeyedLock entry)
        {
            if (!entry.IsIdle)
            {
                return;
            }

            if (entry.OlderIdle is null)
            {
                _oldest = entry.NewerIdle;
            }
            else
            {
                entry.OlderIdle.NewerIdle = entry.NewerIdle;
            }

            if (entry.NewerIdle is null)
            {
                _newest = entry.OlderIdle;
            }
            else
            {
                entry.NewerIdle.OlderIdle = entry.OlderIdle;
            }

            entry.OlderIdle = null;
            entry.NewerIdle = null;
            entry.IsIdle = false;
        }

        public KeyedLock? TakeOldest()
        {
            var oldest = _oldest;
            if (oldest is not null)
            {
                Remove(oldest);
            }

            return oldest;
        }
    }
}
