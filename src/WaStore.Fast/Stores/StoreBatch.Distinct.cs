namespace WaStore.Fast.Stores;

/// <content>For a caller whose addresses are distinct already, as a flush's are: no dictionary is asked, which is a third of what adding a row costs.</content>
public sealed partial class StoreBatch
{
    internal void AppendSession(string address, ReadOnlyMemory<byte> record) => _sessions.Append(new RecordEntry(address, record));

    internal void AppendDeletedSession(string address) => _sessions.Append(address);

    internal void AppendIdentity(string address, Key32 key) => _identities.Append(new IdentityEntry(address, key));

    internal void AppendDeletedIdentity(string address) => _identities.Append(address);

    internal void AppendSenderKey(string name, ReadOnlyMemory<byte> record) => _senderKeys.Append(new RecordEntry(name, record));

    internal void AppendDeletedSenderKey(string name) => _senderKeys.Append(name);
}
