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

    /// <summary>How many changes the batch holds.</summary>
    public int Count => _sessions.Count + _identities.Count + _senderKeys.Count + _consumedPreKeys.Count + _changes.Count;

    /// <summary>Whether the batch holds no change.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Sets the session record of <paramref name="address"/>.</summary>
    public void PutSession(string address, ReadOnlyMemory<byte> record) => _sessions.Put(new RecordEntry(address, record));

    /// <summary>Removes the session record of <paramref name="address"/>.</summary>
    public void DeleteSession(string address) => _sessions.Delete(address);

    /// <summary>Sets the identity key of <paramref name="address"/>.</summary>
    public void PutIdentity(string address, Key32 key) => _identities.Put(new IdentityEntry(address, key));

    /// <summary>Forgets the identity key of <paramref name="address"/>.</summary>
    public void DeleteIdentity(string address) => _identities.Delete(address);

    /// <summary>Sets the sender key under <paramref name="name"/>.</summary>
    public void PutSenderKey(string name, ReadOnlyMemory<byte> record) => _senderKeys.Put(new RecordEntry(name, record));

    /// <summary>Removes the sender key under <paramref name="name"/>.</summary>
    public void DeleteSenderKey(string name) => _senderKeys.Delete(name);

    /// <summary>Removes the one-time pre-key <paramref name="id"/>, whose session this batch or an earlier one made durable.</summary>
    public void ConsumePreKey(uint id) => _consumedPreKeys.Add(id);

    /// <summary>Adds any other change. It may read and write through the unit of work, and an exception of its own undoes the batch.</summary>
    /// <remarks>It must await nothing but the unit of work, since the store's one writer waits for it, and may run again after a failed commit.</remarks>
    public void Add(Func<IUnitOfWork, CancellationToken, ValueTask> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _changes.Add(change);
    }

    /// <summary>Empties the batch, keeps its capacity and sets <see cref="Synced"/> back to false.</summary>
    public void Clear()
    {
        _sessions.Clear();
        _identities.Clear();
        _senderKeys.Clear();
        _consumedPreKeys.Clear();
        _changes.Clear();
        Synced = false;
    }
}
