using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The storage work of sends to one group, in the order of spec/caches.md 10.1 and 10.2, with this library's batch reads and two primitives.</summary>
/// <remarks>
/// There is no Signal cache here: what a client would keep in memory between sends (its sender key, the sessions of its own companions) is kept
/// in arrays of this object, and a cold send starts without them.
/// </remarks>
sealed class GroupSender
{
    /// <summary>How many sends a durable lease covers (spec/caches.md 1.10): the commit that raises it is synced.</summary>
    internal const int LeaseLength = 64;

    const long SecretLifetimeSeconds = 30 * 24 * 3600;

    readonly IBackend _store;
    readonly Group _group;
    readonly SendMeter _meter;
    readonly StoreBatch _batch = new();
    readonly MsgSecretEntry[] _secret = new MsgSecretEntry[1];
    readonly byte[][] _newSessions;
    readonly Key32[] _newIdentities;
    byte[] _senderKey = RandomRecords.SenderKey();
    byte[][] _ownSessions = [];
    int _sentOnLease;

    internal GroupSender(IBackend store, Group group, SendMeter meter)
    {
        _store = store;
        _group = group;
        _meter = meter;
        _newSessions = RandomRecords.Sessions(group.Addresses.Length);
        _newIdentities = RandomRecords.Identities(group.Addresses.Length);
    }

    /// <summary>The first send: nothing of the group is stored, so everything that the network would bring is stored with it.</summary>
    internal async ValueTask<SendCost> SendFirstAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _meter.Start();
        var known = await GroupReads.OfGroupAsync(_store, _group, cancellationToken).ConfigureAwait(false);
        // Here the network answers who is in the group and which devices they have, and only then can their sessions be asked for.
        var sessions = await GroupReads.OfDevicesAsync(_store, _group, cancellationToken).ConfigureAwait(false);
        _meter.ReadsDone(known.Rows + sessions.Rows);
        known.Expect(metadata: false, mappings: 0, deviceLists: _group.IsFirst ? 0 : 1, distribution: 0, senderKey: false);
        sessions.Expect(_group.IsFirst ? 0 : Group.OwnOtherDevices);

        _batch.Clear();
        for (var i = 0; i < _group.Addresses.Length; i++)
        {
            _batch.PutSession(_group.Addresses[i], _newSessions[i]);
            _batch.PutIdentity(_group.Addresses[i], _newIdentities[i]);
        }

        _batch.Add((unit, token) => unit.PutLidMappingsAsync(_group.Mappings, token));
        _batch.Add((unit, token) => unit.UpdateDeviceListsAsync(_group.DeviceLists, token));
        _batch.Add((unit, token) => unit.PutGroupMetadataAsync(_group.Jid, _group.Metadata, token));
        var rows = (2 * _group.Addresses.Length) + _group.Mappings.Length + _group.DeviceLists.Length + 1;
        return await DistributeAsync(message, rows, _newSessions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A send with nothing in memory, all sessions in the store, and a new sender key to be distributed to every device.</summary>
    internal async ValueTask<SendCost> SendColdAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _meter.Start();
        byte[][] records;
        long rows;
        var view = await _store.OpenSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (view.ConfigureAwait(false))
        {
            var known = await GroupReads.OfGroupAsync(view, _group, cancellationToken).ConfigureAwait(false);
            var sessions = await GroupReads.OfDevicesAsync(view, _group, cancellationToken).ConfigureAwait(false);
            known.Expect(metadata: true, _group.Mappings.Length, _group.DeviceLists.Length, _group.DistributedTo.Length, senderKey: true);
            sessions.Expect(_group.Addresses.Length);
            records = sessions.InOrder(_group.Addresses);
            rows = known.Rows + sessions.Rows;
        }

        _meter.ReadsDone(rows);
        _batch.Clear();
        for (var i = 0; i < records.Length; i++)
        {
            RandomRecords.Advance(records[i]);
            _batch.PutSession(_group.Addresses[i], records[i]);
        }

        _senderKey = RandomRecords.SenderKey();
        _batch.Add((unit, token) => unit.ClearSenderKeyDevicesAsync(_group.Jid, token));
        return await DistributeAsync(message, _group.Addresses.Length + _group.DistributedTo.Length, records, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A send to a group whose members have the key: the chain and the sessions of our own other devices move on, in one commit with the message.</summary>
    internal async ValueTask<SendCost> SendWarmAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _meter.Start();
        RandomRecords.Advance(_senderKey);
        _batch.Clear();
        _batch.PutSenderKey(_group.SenderKeyName, _senderKey);
        for (var i = 0; i < _ownSessions.Length; i++)
        {
            RandomRecords.Advance(_ownSessions[i]);
            _batch.PutSession(Group.OwnAddresses[i], _ownSessions[i]);
        }

        _batch.StoreSentMessage(_group.Jid, message.Id, message.Payload);
        _batch.PutMsgSecrets(SecretOf(message));
        _batch.Synced = ++_sentOnLease == LeaseLength;
        _sentOnLease %= LeaseLength;
        await _store.CommitAsync(_batch, cancellationToken).ConfigureAwait(false);
        return _meter.Stop(rowsWritten: 1 + _ownSessions.Length + 2);
    }

    /// <summary>The end that both cold sends share: one commit before the wire, which raises every lease, and one after the server's answer.</summary>
    async ValueTask<SendCost> DistributeAsync(OutgoingMessage message, int rows, byte[][] sessions, CancellationToken cancellationToken)
    {
        _batch.PutSenderKey(_group.SenderKeyName, _senderKey);
        _batch.StoreSentMessage(_group.Jid, message.Id, message.Payload);
        _batch.Synced = true;
        await _store.CommitAsync(_batch, cancellationToken).ConfigureAwait(false);

        // Here the message goes out and the server acknowledges it. Written earlier, a failed send would leave members without the key.
        _batch.Clear();
        _batch.SetSenderKeyStatus(_group.Jid, _group.DistributedTo);
        _batch.PutMsgSecrets(SecretOf(message));
        await _store.CommitAsync(_batch, cancellationToken).ConfigureAwait(false);
        var cost = _meter.Stop(rows + 2 + _group.DistributedTo.Length + 1);
        _ownSessions = sessions[^Group.OwnOtherDevices..];
        _sentOnLease = 0;
        return cost;
    }

    MsgSecretEntry[] SecretOf(OutgoingMessage message)
    {
        _secret[0] = new MsgSecretEntry(_group.Jid, Group.OwnJid, message.Id, message.Secret, message.SentAt + SecretLifetimeSeconds, message.SentAt);
        return _secret;
    }
}
