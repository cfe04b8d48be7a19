using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>The storage work of sends to one group: each a plan, its steps, and the chains' moves in between.</summary>
sealed class GroupSender : IAsyncDisposable
{
    // A client replaces its sender key after 1,000 messages: a cold send amidst the warm ones, whose figures it would spoil.
    static readonly FanOutOptions s_sameKey = new() { RotationLimit = int.MaxValue };

    readonly FanoutAccount _file;
    readonly Group _group;
    readonly DeviceSessions _devices;
    readonly int _known;
    SqliteAccount<SessionRecord, SenderKeyRecord> _account;
    FanOutPlanner<SessionRecord, SenderKeyRecord> _planner;

    GroupSender(FanoutAccount file, Group group, int known, SqliteAccount<SessionRecord, SenderKeyRecord> account)
    {
        _known = known;
        _file = file;
        _group = group;
        _account = account;
        _planner = FanOutPlanner.Create(account.FanOutParts);
        _devices = new DeviceSessions(group.AllDevices, file.Meter);
    }

    /// <summary>Stores what the server says of a new group, and opens the account.</summary>
    internal static async Task<GroupSender> OpenAsync(FanoutAccount file, Group group, CancellationToken cancellationToken)
    {
        await file.Store.PutLidMappingsAsync(group.Mappings, cancellationToken).ConfigureAwait(false);
        await file.Store.UpdateDeviceListsAsync(group.DeviceLists, cancellationToken).ConfigureAwait(false);
        var known = await CountKnownAsync(file.Store, cancellationToken).ConfigureAwait(false);
        var account = await file.OpenAccountAsync(group, cancellationToken).ConfigureAwait(false);
        try
        {
            _ = await account.Groups.GetAsync(group.Jid, (_, _) => new(GroupAnswer.Of(group.Info)), cancellationToken).ConfigureAwait(false);
            return new GroupSender(file, group, known, account);
        }
        catch
        {
            await account.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The first send: there is no session, no identity key and no sender key yet, but for those of our own other devices that an earlier run made.</summary>
    internal async ValueTask<SendCost> SendFirstAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await ReopenAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(message, needing: _group.MemberDevices, found: _known, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A send with nothing in memory, all sessions in the store, and, because somebody left, a new sender key to be distributed to every device.</summary>
    internal async ValueTask<SendCost> SendColdAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await _account.GroupKeyRotation.RotateAsync(_group.Jid, new[] { Group.Own.Lid!.Value, Group.Own.PhoneNumber!.Value }, cancellationToken).ConfigureAwait(false);
        await ReopenAsync(cancellationToken).ConfigureAwait(false);
        return await SendAsync(message, needing: _group.MemberDevices, found: 2 * _group.AllDevices, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A send to a group whose members have the key: the chain and the sessions of our own other devices move on in memory. It waits for the store only
    /// where a lease ends; the message and its secret ride with whichever flush comes next.
    /// </summary>
    internal ValueTask<SendCost> SendWarmAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        SendAsync(message, needing: 0, found: 2 * Group.OwnOtherDevices, cancellationToken);

    /// <summary>What the sends before left to be flushed: the worker would do so 25 ms after the first of them.</summary>
    internal async ValueTask<SendCost> FlushBehindAsync(CancellationToken cancellationToken)
    {
        _file.Meter.Start(_account.Signal);
        await _account.Signal.FlushAsync(cancellationToken).ConfigureAwait(false);
        return _file.Meter.Stop(riderRows: 0);
    }

    public ValueTask DisposeAsync() => _account.DisposeAsync();

    async ValueTask<SendCost> SendAsync(OutgoingMessage message, int needing, int found, CancellationToken cancellationToken)
    {
        var meter = _file.Meter;
        meter.Start(_account.Signal);
        var info = await _account.Groups.GetAsync(_group.Jid, static (_, _) => new(GroupAnswer.NotModified), cancellationToken).ConfigureAwait(false);
        using var plan = await _planner.PlanGroupAsync(_group.Jid, info, Group.Own, s_sameKey, cancellationToken).ConfigureAwait(false);
        meter.ReadsDone();
        Expect(plan, needing, found, _devices.EncryptFor(plan.Targets, _account.Signal));
        await EncryptAsync(plan.SenderKeyName, cancellationToken).ConfigureAwait(false);
        meter.Waited(_account.Signal.NeedsFlushBeforeSend);
        await plan.BeforeSendAsync(message.Id, message.Payload, cancellationToken).ConfigureAwait(false);

        // Here the message goes out, and the server acknowledges it.
        plan.ReleaseSessions();
        await plan.AcknowledgedAsync(SecretOf(message), cancellationToken).ConfigureAwait(false);
        return meter.Stop(riderRows: needing + 2);
    }

    async ValueTask EncryptAsync(SenderKeyName name, CancellationToken cancellationToken)
    {
        using var checkout = await _account.Signal.CheckoutSenderKeyAsync(name, cancellationToken).ConfigureAwait(false);
        _file.Meter.Hit();
        checkout.Commit((checkout.Record ?? RandomRecords.SenderKey()).TakeSendingIteration(out _));
    }

    ReceivedMsgSecret SecretOf(OutgoingMessage message) => new(_group.Jid, Group.OwnJid, message.Id, message.Secret, MsgSecretClass.Text, message.SentAt);

    /// <summary>The sessions and identity keys of our own other devices, if an earlier run came to make them.</summary>
    static async Task<int> CountKnownAsync(SqliteStore store, CancellationToken cancellationToken)
    {
        string[] addresses = [.. await store.GetSignalAddressesAsync(Group.OwnLid, cancellationToken).ConfigureAwait(false)];
        var sessions = await store.GetSessionsAsync(addresses, cancellationToken).ConfigureAwait(false);
        var identities = await store.LoadIdentitiesAsync(addresses, cancellationToken).ConfigureAwait(false);
        return sessions.Count + identities.Count;
    }

    /// <summary>All of memory is lost but nothing else: the account is closed and opened again.</summary>
    async Task ReopenAsync(CancellationToken cancellationToken)
    {
        await _account.DisposeAsync().ConfigureAwait(false);
        _account = await _file.OpenAccountAsync(_group, cancellationToken).ConfigureAwait(false);
        _planner = FanOutPlanner.Create(_account.FanOutParts);
    }

    /// <summary>A benchmark that finds nothing is fast and worthless.</summary>
    static void Expect(GroupSendPlan<SessionRecord, SenderKeyRecord> plan, int needing, int expected, int found)
    {
        if (plan.Needing.Count != needing || plan.Companions.Count != Group.OwnOtherDevices || plan.UnknownUsers.Count > 0 || found != expected)
        {
            throw new CommandException(
                $"the plan has {plan.Needing.Count} devices to distribute to, {plan.Companions.Count} of our own and {found} sessions and identities, where {needing}, {Group.OwnOtherDevices} and {expected} were stored");
        }
    }
}
