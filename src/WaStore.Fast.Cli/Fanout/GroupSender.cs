using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The storage work of sends to one group, in the order of spec/caches.md 10.1 and 10.2, through the Signal cache.</summary>
sealed class GroupSender
{
    const long SecretLifetimeSeconds = 30 * 24 * 3600;

    readonly IBackend _store;
    readonly SignalStoreCache<SessionRecord, SenderKeyRecord> _cache;
    readonly Group _group;
    readonly SendMeter _meter;
    readonly DeviceSessions _devices;
    readonly SenderKeyName _senderKeyName;
    readonly StoreBatch _riders = new();
    readonly BehindRiders _behind = new();

    internal GroupSender(IBackend store, SignalStoreCache<SessionRecord, SenderKeyRecord> cache, Group group, SendMeter meter)
    {
        _store = store;
        _cache = cache;
        _group = group;
        _meter = meter;
        _devices = new DeviceSessions(cache, group, meter);
        _ = cache.Board(_behind);
        _senderKeyName = cache.SenderKeyNames.Get(group.SenderKeyName);
    }

    /// <summary>The first send: nothing of the group is stored, so everything that the network would bring is stored with it.</summary>
    internal ValueTask<SendCost> SendFirstAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _riders.Clear();
        _riders.Add((unit, token) => unit.PutLidMappingsAsync(_group.Mappings, token));
        _riders.Add((unit, token) => unit.UpdateDeviceListsAsync(_group.DeviceLists, token));
        _riders.Add((unit, token) => unit.PutGroupMetadataAsync(_group.Jid, _group.Metadata, token));
        var nothing = new GroupKnowledge(Metadata: false, Mappings: 0, DeviceLists: _group.IsFirst ? 0 : 1, Distribution: 0);
        return DistributeAsync(message, nothing, _group.Mappings.Length + _group.DeviceLists.Length + 1, cancellationToken);
    }

    /// <summary>A send with nothing in memory, all sessions in the store, and a new sender key to be distributed to every device.</summary>
    internal async ValueTask<SendCost> SendColdAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await _cache.ClearAfterFlushAsync(cancellationToken).ConfigureAwait(false);
        _riders.Clear();
        _riders.Add((unit, token) => unit.ClearSenderKeyDevicesAsync(_group.Jid, token));
        var all = new GroupKnowledge(Metadata: true, _group.Mappings.Length, _group.DeviceLists.Length, _group.DistributedTo.Length);
        return await DistributeAsync(message, all, _group.DistributedTo.Length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A send to a group whose members have the key: the chain and the sessions of our own other devices move on in memory. It waits for the store only
    /// where a lease ends; the message and its secret ride with whichever flush comes next.
    /// </summary>
    internal async ValueTask<SendCost> SendWarmAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _meter.Start();
        _devices.EncryptForOwn();
        var generation = await EncryptAsync(renew: false, cancellationToken).ConfigureAwait(false);
        _behind.Add(async (unit, token) =>
        {
            await unit.StoreSentMessageAsync(_group.Jid, message.Id, message.Payload, token).ConfigureAwait(false);
            _ = await unit.PutMsgSecretsAsync(SecretOf(message), token).ConfigureAwait(false);
        });
        await WaitForLeasesAsync(generation, cancellationToken).ConfigureAwait(false);
        return _meter.Stop(riderRows: 2);
    }

    /// <summary>What the sends before left to be flushed: the worker would do so 25 ms after the first of them.</summary>
    internal async ValueTask<SendCost> FlushBehindAsync(CancellationToken cancellationToken)
    {
        _meter.Start();
        await _cache.FlushAsync(cancellationToken).ConfigureAwait(false);
        return _meter.Stop(riderRows: 0);
    }

    /// <summary>What both cold sends share: one commit before the wire, for every lease is new, and one after the server's answer.</summary>
    async ValueTask<SendCost> DistributeAsync(OutgoingMessage message, GroupKnowledge expected, int riderRows, CancellationToken cancellationToken)
    {
        _meter.Start();
        var known = await GroupReads.OfGroupAsync(_store, _group, cancellationToken).ConfigureAwait(false);
        var senderKey = await _cache.GetSenderKeyAsync(_senderKeyName, cancellationToken).ConfigureAwait(false);
        // Where nothing is stored, here the network answers who is in the group and which devices they have.
        await _cache.LoadManyAsync(_devices.All, cancellationToken).ConfigureAwait(false);
        _meter.ReadsDone();
        known.Expect(expected);
        var found = _devices.EncryptForAll(isFirst: !expected.Metadata);
        var generation = await EncryptAsync(renew: true, cancellationToken).ConfigureAwait(false);
        _riders.StoreSentMessage(_group.Jid, message.Id, message.Payload);
        _meter.Waited(_cache.NeedsFlushBeforeSend);
        await _cache.FlushAsync(_riders, cancellationToken).ConfigureAwait(false);
        await _cache.FlushBeforeSendAsync(generation, cancellationToken).ConfigureAwait(false);

        // Here the message goes out and the server acknowledges it. Written earlier, a failed send would leave members without the key.
        _riders.Clear();
        _riders.SetSenderKeyStatus(_group.Jid, _group.DistributedTo);
        _riders.PutMsgSecrets(SecretOf(message));
        await _cache.FlushAsync(_riders, cancellationToken).ConfigureAwait(false);
        return _meter.Stop(riderRows + 1 + _group.DistributedTo.Length + 1, known.Rows + found + (senderKey is null ? 0 : 1));
    }

    async ValueTask<long> EncryptAsync(bool renew, CancellationToken cancellationToken)
    {
        using var checkout = await _cache.CheckoutSenderKeyAsync(_senderKeyName, cancellationToken).ConfigureAwait(false);
        _meter.Hit();
        var senderKey = renew ? RandomRecords.SenderKey() : checkout.Record ?? throw new CommandException("the cache lost the sender key");
        checkout.Commit(senderKey.TakeSendingIteration(out _));
        return checkout.Generation;
    }

    ValueTask WaitForLeasesAsync(long generation, CancellationToken cancellationToken)
    {
        _meter.Waited(_cache.NeedsFlushBeforeSend);
        return _cache.FlushBeforeSendAsync(generation, cancellationToken);
    }

    MsgSecretEntry[] SecretOf(OutgoingMessage message) =>
        [new MsgSecretEntry(_group.Jid, Group.OwnJid, message.Id, message.Secret, message.SentAt + SecretLifetimeSeconds, message.SentAt)];
}
