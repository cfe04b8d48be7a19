namespace WaStore.Fast.Stores;

/// <content>For a caller whose addresses are distinct already, as a flush's are: no dictionary is asked, which is a third of what adding a row costs. And they are well-formed: they are keys.</content>
public sealed partial class StoreBatch
{
    internal void AppendSession(string address, ReadOnlyMemory<byte> record)
    {
        _touched |= BatchLists.Sessions;
        _sessions.Append(new RecordEntry(address, record));
    }

    internal void AppendDeletedSession(string address)
    {
        _touched |= BatchLists.DeletedSessions;
        _sessions.Append(address);
    }

    internal void AppendIdentity(string address, Key32 key)
    {
        _touched |= BatchLists.Identities;
        _identities.Append(new IdentityEntry(address, key));
    }

    internal void AppendDeletedIdentity(string address)
    {
        _touched |= BatchLists.DeletedIdentities;
        _identities.Append(address);
    }

    internal void AppendSenderKey(string name, ReadOnlyMemory<byte> record)
    {
        _touched |= BatchLists.SenderKeys;
        _senderKeys.Append(new RecordEntry(name, record));
    }

    internal void AppendDeletedSenderKey(string name)
    {
        _touched |= BatchLists.DeletedSenderKeys;
        _senderKeys.Append(name);
    }
}
