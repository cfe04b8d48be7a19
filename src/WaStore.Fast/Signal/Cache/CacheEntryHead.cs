namespace WaStore.Fast.Signal;

/// <summary>What a hit reads of a <see cref="CacheEntry{TRecord}"/>. A base class, because its fields come first: they share one line of the processor's cache.</summary>
abstract class CacheEntryHead(SignalKey key, int hash)
{
    object? _content;
    bool _wasUsed;

    internal SignalKey Key { get; } = key;

    // Beside the key, so that a lookup by text reads one object less.
    internal string Text { get; } = key.Text;

    internal int Hash { get; } = hash;

    /// <summary>The record, <see cref="KnownAbsent.Value"/>, or null while nothing is known. One word, so that readers need no lock.</summary>
    internal object? Content
    {
        get => Volatile.Read(ref _content);
        set => Volatile.Write(ref _content, value);
    }

    internal bool WasUsed => Volatile.Read(ref _wasUsed);

    /// <summary>Gives the entry its second chance. Reads first, so that a hot entry's cache line stays shared between cores.</summary>
    internal void Touch()
    {
        if (!_wasUsed)
        {
            _wasUsed = true;
        }
    }

    internal void Forget() => _wasUsed = false;
}
