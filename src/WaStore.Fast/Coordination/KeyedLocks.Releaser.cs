namespace WaStore.Fast.Coordination;

public sealed partial class KeyedLocks<TKey>
{
    /// <summary>A lock that is held. Disposing it lets the next one in; disposing it again does nothing.</summary>
    public readonly struct Releaser : IDisposable
    {
        readonly KeyedLocks<TKey>? _owner;
        readonly object? _entry;
        readonly long _turn;

        internal Releaser(KeyedLocks<TKey> owner, object entry, long turn)
        {
            _owner = owner;
            _entry = entry;
            _turn = turn;
        }

        /// <summary>False for the default value, which holds nothing.</summary>
        internal bool IsHeld => _owner is not null;

        /// <summary>Releases the lock.</summary>
        public void Dispose() => _owner?.Release((KeyedLock)_entry!, _turn);
    }

    /// <summary>Several locks that are held. Disposing them lets the next ones in; disposing them again does nothing.</summary>
    public readonly struct ManyReleaser : IDisposable
    {
        readonly Releaser[]? _releasers;

        internal ManyReleaser(Releaser[] releasers) => _releasers = releasers;

        /// <summary>Releases the locks.</summary>
        public void Dispose()
        {
            foreach (var releaser in _releasers ?? [])
            {
                releaser.Dispose();
            }
        }
    }
}
