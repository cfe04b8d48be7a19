namespace WaStore.Fast.Signal;

/// <content>What the consumed pre-keys have to know of the session they wait for.</content>
sealed partial class RecordStore<TRecord>
{
    /// <summary>Notes a pre-key that waits for a record, and for its owner's commit if somebody owns it now.</summary>
    internal void ConsumePreKey(uint id, SignalKey key, int hash)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            _life.ThrowIfClosed();
            var entry = stripe.Table.Find(key, hash);
            if (entry is not null)
            {
                entry.State |= EntryStates.HasPreKeys;
            }

            _preKeys!.Add(id, key, entry?.Owner ?? 0);
        }
    }

    /// <summary>Whether the record is in the store once the captured entries are. Null: not cached, so the store has to be asked.</summary>
    internal bool? IsDurableWithCapture(SignalKey key, int hash)
    {
        var stripe = StripeOf(hash);
        lock (stripe.Gate)
        {
            // A row that is being read was not written since it left the cache, so the store's row is what counts.
            return stripe.Table.Find(key, hash) is not { } entry || entry.Is(EntryStates.Loading)
                ? null
                : entry.Is(EntryStates.Present) && (!entry.Is(EntryStates.Dirty) || entry.CapturedVersion == entry.Version);
        }
    }
}
