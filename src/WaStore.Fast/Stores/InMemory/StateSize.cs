using System.Runtime.CompilerServices;

namespace WaStore.Fast.Stores.InMemory;

/// <summary>Adds up what a state holds, from the sizes that the 64-bit runtime gives objects.</summary>
sealed class StateSize
{
    const int ObjectHeader = 16;
    const int ArrayHeader = 24;
    const int StringHeader = 22;

    // A node of an immutable tree without its key and value: header, two children, hash, balance, and the list of collisions.
    const int Node = ObjectHeader + (2 * 8) + 8 + 8;

    readonly HashSet<string> _texts = new(ReferenceEqualityComparer.Instance);
    long _bytes;
    long _rows;

    internal static ResourceReport Measure(DatabaseState state)
    {
        var size = new StateSize();
        foreach (var account in state.Accounts.Values)
        {
            size.Add(account);
        }

        return new ResourceReport(size._bytes, size._rows, IoRead: null, IoWrite: null);
    }

    static long Blob(int length) => Aligned(ArrayHeader + length);

    static long Aligned(long bytes) => (bytes + 7) & ~7L;

    void Add(AccountState account)
    {
        if (account.Device is not null)
        {
            Row(Unsafe.SizeOf<DeviceKeyPair>() * 3L);
        }

        AddSignal(account);
        AddAppSync(account.AppSync);
        AddProtocol(account);
        AddMessages(account);
    }

    void AddSignal(AccountState account)
    {
        foreach (var (address, record) in account.Signal.Sessions)
        {
            Row(Node + 16 + Text(address) + Blob(record.Length));
        }

        foreach (var (address, _) in account.Signal.Identities)
        {
            Row(Node + 8 + Key32.Length + Text(address));
        }

        // The index: a node with an address that is counted already.
        _bytes += account.Signal.Addresses.Count * (long)Node;
        foreach (var (name, record) in account.Signal.SenderKeys)
        {
            Row(Node + 16 + Text(name) + Blob(record.Length));
        }

        foreach (var row in account.PreKeys.OneTime.Values)
        {
            Row(Node + 24 + Blob(row.Record.Length));
        }

        foreach (var record in account.PreKeys.Signed.Values)
        {
            Row(Node + 16 + Blob(record.Length));
        }
    }

    void AddAppSync(AppSyncState state)
    {
        foreach (var (id, key) in state.Keys)
        {
            Row(Node + 24 + Blob(id.Length) + 64 + Blob(key.KeyData.Length) + Blob(key.Fingerprint.Length));
        }

        foreach (var (name, version) in state.Versions)
        {
            Row(Node + 16 + Text(name) + 80 + Blob(HashState.HashLength) + version.IndexValueMap.Sum(entry => Text(entry.Key) + Blob(entry.Value.Length)));
        }

        foreach (var (name, macs) in state.Macs)
        {
            _bytes += Node + 16 + Text(name);
            foreach (var value in macs.Values)
            {
                Row(Node + Key32.Length + 8 + Blob(value.Length));
            }
        }
    }

    void AddProtocol(AccountState account)
    {
        foreach (var (group, devices) in account.Groups.Devices)
        {
            _bytes += Node + 16 + Text(group);
            foreach (var (device, _) in devices)
            {
                Row(Node + 16 + Text(device));
            }
        }

        foreach (var (group, metadata) in account.Groups.Metadata)
        {
            Row(Node + 16 + Text(group) + Blob(metadata.Length));
        }

        foreach (var (lid, row) in account.Directory.Mappings)
        {
            // Two nodes: by LID and by phone, with a list of one.
            Row((2 * Node) + 40 + Text(lid) + Text(row.Mapping.PhoneNumber) + Text(row.Mapping.LearningSource) + 56 + Blob(8));
        }

        foreach (var (user, list) in account.Directory.DeviceLists)
        {
            Row(Node + 16 + Text(user) + 64 + Blob(list.Devices.Count * Unsafe.SizeOf<DeviceInfo>()) + (list.Phash is { } phash ? Text(phash) : 0));
        }

        foreach (var (jid, token) in account.TcTokens)
        {
            Row(Node + 16 + Text(jid) + 64 + Blob(token.Token.Length));
        }
    }

    void AddMessages(AccountState account)
    {
        foreach (var ((chat, id), row) in account.Messages.Sent)
        {
            Row(Node + 40 + Text(chat) + Text(id) + Blob(row.Payload.Length));
        }

        foreach (var (key, row) in account.Messages.Pending)
        {
            Row(Node + 40 + Text(key.Chat) + Text(key.Sender) + Text(key.Id) + Blob(row.Content.Length));
        }

        foreach (var ((address, messageId), row) in account.Messages.BaseKeys)
        {
            Row(Node + 32 + Text(address) + Text(messageId) + Blob(row.Content.Length));
        }

        foreach (var (key, _) in account.MsgSecrets.Rows)
        {
            Row(Node + 24 + Unsafe.SizeOf<MsgSecretRow>() + Text(key.Chat) + Text(key.Sender) + Text(key.Id));
        }
    }

    void Row(long bytes)
    {
        _bytes += bytes;
        _rows++;
    }

    long Text(string text) => _texts.Add(text) ? Aligned(StringHeader + (2L * text.Length)) : 0;
}
