using System.Runtime.CompilerServices;

namespace WaStore.Fast.Signal;

sealed partial class RecordStore<TRecord>
{
    /// <summary>Answers if it is known whether there is a record. No lock, no allocation.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="record">The newest record that was put or committed, also while somebody has it checked out; null when there is none.</param>
    internal bool TryGet(SignalKey key, int hash, out TRecord? record) => TryRead(TableOf(hash).Find(key, hash), out record);

    /// <inheritdoc cref="TryGet(SignalKey, int, out TRecord?)"/>
    internal bool TryGet(ReadOnlySpan<char> text, out TRecord? record)
    {
        var hash = KeyHash.Of(text);
        return TryRead(TableOf(hash).Find(text, hash), out record);
    }

    // An entry that is evicted between the search and this was clean: its content was the newest one at some moment of this call.
    static bool TryRead(CacheEntry<TRecord>? entry, out TRecord? record)
    {
        if (entry?.Content is { } content)
        {
            entry.Touch();
            record = ReferenceEquals(content, KnownAbsent.Value) ? null : Unsafe.As<TRecord>(content);
            return true;
        }

        record = null;
        return false;
    }

    /// <summary>Shows every entry under its stripe's lock. Walks the whole cache: for migrations and reports.</summary>
    internal void Visit<TState>(TState state, Action<TState, CacheEntry<TRecord>> visit)
    {
        foreach (var stripe in _stripes)
        {
            lock (stripe.Gate)
            {
                foreach (var entry in stripe.Table.Entries)
                {
                    visit(state, entry);
                }
            }
        }
    }
}
