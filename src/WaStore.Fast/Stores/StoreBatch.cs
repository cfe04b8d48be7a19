namespace WaStore.Fast.Stores;

/// <summary>Changes that <see cref="IBackend.CommitAsync"/> makes durable as one unit.</summary>
/// <remarks>
/// <para>Applied in this order, whatever the order of the calls (spec/caches.md 1.11):</para>
/// <list type="number">
/// <item>sessions, then session deletes;</item>
/// <item>identities, then identity deletes;</item>
/// <item>sender keys, then sender-key deletes;</item>
/// <item>consumed pre-keys;</item>
/// <item>the changes added by <see cref="Add"/>, in the order they were added.</item>
/// </list>
/// <para>The batch itself resolves several changes of one address: the last call wins and the others are gone, so an address is never both put
/// and deleted. Within a list the order is unspecified.</para>
/// <para>Signal changes are struct entries in lists that <see cref="Clear"/> keeps, so a batch that is reused allocates nothing per record.
/// Blobs are borrowed until the commit completes. Not thread-safe.</para>
/// </remarks>
public sealed partial class StoreBatch
{
    readonly AddressedChanges<RecordEntry> _sessions = new();
    readonly AddressedChanges<IdentityEntry> _identities = new();
    readonly AddressedChanges<RecordEntry> _senderKeys = new();
    readonly EntryList<uint> _consumedPreKeys = new();
    readonly List<Func<IUnitOfWork, CancellationToken, ValueTask>> _changes = [];

    // A list is an object or two that left the processor's caches since the last flush, and of eight mostly one has anything in it: one word says which. Set before the list is touched:
    // a list too many costs a look, one too few a row.
    BatchLists _touched;

    /// <summary>Whether the commit must survive a power cut, also where the store's default is less (SQLite: <c>synchronous=FULL</c> for this transaction).</summary>
    public bool Synced { get; set; }

    /// <summary>Session records to set, each address once. Valid until the next change of the batch, as all these lists are.</summary>
    public ReadOnlyMemory<RecordEntry> Sessions => _sessions.Puts;

    /// <summary>Addresses whose session record goes.</summary>
    public ReadOnlyMemory<string> DeletedSessions => _sessions.Deletes;

    /// <summary>Identity keys to set, each address once.</summary>
    public ReadOnlyMemory<IdentityEntry> Identities => _identities.Puts;

    /// <summary>Addresses whose identity key goes.</summary>
    public ReadOnlyMemory<string> DeletedIdentities => _identities.Deletes;

    /// <summary>Sender keys to set, each name once.</summary>
    public ReadOnlyMemory<RecordEntry> SenderKeys => _senderKeys.Puts;

    /// <summary>Names whose sender key goes.</summary>
    public ReadOnlyMemory<string> DeletedSenderKeys => _senderKeys.Deletes;

    /// <summary>One-time pre-keys that go; an id may stand twice.</summary>
    public ReadOnlyMemory<uint> ConsumedPreKeys => _consumedPreKeys.Content;

    /// <summary>Further changes, in the order in which they apply.</summary>
    public IReadOnlyList<Func<IUnitOfWork, CancellationToken, ValueTask>> Changes => _changes;

    /// <summary>The lists to which anything was added since the last <see cref="Clear"/>. Empty ones may be among them, where a put and a delete of one address met.</summary>
    internal BatchLists Touched => _touched;

    /// <summary>How many changes the batch holds.</summary>
    public int Count => _sessions.Count + _identities.Count + _senderKeys.Count + _consumedPreKeys.Count + _changes.Count;

    /// <summary>Whether the batch holds no change.</summary>
    public bool IsEmpty => _touched == BatchLists.None;

    /// <summary>Sets the session record of <paramref name="address"/>.</summary>
    /// <exception cref="StoreException">Validation: the address has a lone surrogate, for which there is no UTF-8.</exception>
    public void PutSession(string address, ReadOnlyMemory<byte> record)
    {
        KeyText.Require(address);
        _touched |= BatchLists.Sessions;
        _sessions.Put(new RecordEntry(address, record));
    }

    /// <summary>Removes the session record of <paramref name="address"/>.</summary>
    /// <exception cref="StoreException">Validation: the address has a lone surrogate, for which there is no UTF-8.</exception>
    public void DeleteSession(string address)
    {
        KeyText.Require(address);
        _touched |= BatchLists.DeletedSessions;
        _sessions.Delete(address);
    }

    /// <summary>Sets the identity key of <paramref name="address"/>.</summary>
    /// <exception cref="StoreException">Validation: the address has a lone surrogate, for which there is no UTF-8.</exception>
    public void PutIdentity(string address, Key32 key)
    {
        KeyText.Require(address);
        _touched |= BatchLists.Identities;
        _identities.Put(new IdentityEntry(address, key));
    }

    /// <summary>Forgets the identity key of <paramref name="address"/>.</summary>
    /// <exception cref="StoreException">Validation: the address has a lone surrogate, for which there is no UTF-8.</exception>
    public void DeleteIdentity(string address)
    {
        KeyText.Require(address);
        _touched |= BatchLists.DeletedIdentities;
        _identities.Delete(address);
    }

    /// <summary>Sets the sender key under <paramref name="name"/>.</summary>
    /// <exception cref="StoreException">Validation: the name has a lone surrogate, for which there is no UTF-8.</exception>
    public void PutSenderKey(string name, ReadOnlyMemory<byte> record)
    {
        KeyText.Require(name);
        _touched |= BatchLists.SenderKeys;
        _senderKeys.Put(new RecordEntry(name, record));
    }

    /// <summary>Removes the sender key under <paramref name="name"/>.</summary>
    /// <exception cref="StoreException">Validation: the name has a lone surrogate, for which there is no UTF-8.</exception>
    public void DeleteSenderKey(string name)
    {
        KeyText.Require(name);
        _touched |= BatchLists.DeletedSenderKeys;
        _senderKeys.Delete(name);
    }

    /// <summary>Removes the one-time pre-key <paramref name="id"/>, whose session this batch or an earlier one made durable.</summary>
    public void ConsumePreKey(uint id)
    {
        _touched |= BatchLists.ConsumedPreKeys;
        _ = _consumedPreKeys.Add(id);
    }

    /// <summary>Adds any other change. It may read and write through the unit of work, and an exception of its own undoes the batch.</summary>
    /// <remarks>It must await nothing but the unit of work, since the store's one writer waits for it, and may run again after a failed commit.</remarks>
    public void Add(Func<IUnitOfWork, CancellationToken, ValueTask> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _touched |= BatchLists.Changes;
        _changes.Add(change);
    }

    /// <summary>Empties the batch, keeps its capacity and sets <see cref="Synced"/> back to false.</summary>
    public void Clear()
    {
        if ((_touched & (BatchLists.Sessions | BatchLists.DeletedSessions)) != 0)
        {
            _sessions.Clear();
        }

        if ((_touched & (BatchLists.Identities | BatchLists.DeletedIdentities)) != 0)
        {
            _identities.Clear();
        }

        if ((_touched & (BatchLists.SenderKeys | BatchLists.DeletedSenderKeys)) != 0)
        {
            _senderKeys.Clear();
        }

        if ((_touched & (BatchLists.ConsumedPreKeys | BatchLists.Changes)) != 0)
        {
            _consumedPreKeys.Clear();
            _changes.Clear();
        }

        _touched = BatchLists.None;
        Synced = false;
    }
}
