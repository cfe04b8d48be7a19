using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads.Accounts;

/// <summary>The storage work of sends to one group (spec/caches.md 10.1, 10.2): a plan, its steps, and the chains' moves in between.</summary>
sealed class GroupSends
{
    // A key that was used a thousand times is replaced, which is another workload.
    static readonly FanOutOptions s_unlimited = new() { RotationLimit = int.MaxValue };

    readonly AccountFile _file;
    readonly Group _group;
    readonly byte[][] _newStates;
    readonly Key32[] _newIdentities;
    int _messages;

    GroupSends(AccountFile file, Group group, int joining)
    {
        _file = file;
        _group = group;
        var devices = group.AllDevices + joining;
        _newStates = RandomRecords.SessionStates(devices);
        _newIdentities = RandomRecords.Identities(devices);
    }

    public string Jid => _group.Jid;

    /// <summary>Stores what the server says of a new group, and opens the account anew: nothing is in memory, and there are no sessions with the members.</summary>
    /// <param name="file">The account.</param>
    /// <param name="group">The group.</param>
    /// <param name="joining">How many devices may join it.</param>
    public static async Task<GroupSends> CreateAsync(AccountFile file, Group group, int joining = 0)
    {
        await file.Account.Store.PutLidMappingsAsync(group.Mappings);
        await file.Account.Store.UpdateDeviceListsAsync(group.DeviceLists);
        _ = await file.Account.Groups.GetAsync(group.Jid, (_, _) => new(GroupAnswer.Of(group.Info)));
        await file.ReopenAsync();
        return new GroupSends(file, group, joining);
    }

    /// <summary>Somebody left: a new sender key goes to every device. Then nothing is in memory.</summary>
    public async Task RotateAndForgetAsync()
    {
        await _file.Account.GroupKeyRotation.RotateAsync(Jid, new[] { Group.Own.Lid!.Value, Group.Own.PhoneNumber!.Value });
        await _file.ReopenAsync();
    }

    /// <summary>One send that the server acknowledges.</summary>
    /// <param name="after">Told of each step; null tells nobody.</param>
    /// <returns>The plan, which is over.</returns>
    public async ValueTask<GroupSendPlan<SessionRecord, SenderKeyRecord>> SendAsync(Action<SendStep>? after = null)
    {
        var message = OutgoingMessage.Create(_messages++);
        var info = await _file.Account.Groups.GetAsync(Jid, static (_, _) => new(GroupAnswer.NotModified));
        using var plan = await _file.Planner.PlanGroupAsync(Jid, info, Group.Own, s_unlimited);
        after?.Invoke(SendStep.Planned);
        for (var i = 0; i < plan.Targets.Count; i++)
        {
            await EncryptAsync(plan.Targets[i].Address, i);
        }

        await EncryptAsync(plan.SenderKeyName);
        await plan.BeforeSendAsync(message.Id, message.Payload);
        after?.Invoke(SendStep.Ready);
        plan.ReleaseSessions();
        await plan.AcknowledgedAsync(new ReceivedMsgSecret(Jid, Group.OwnJid, message.Id, message.Secret, MsgSecretClass.Text, message.SentAt));
        after?.Invoke(SendStep.Acknowledged);
        return plan;
    }

    /// <summary>The next iteration of our sender key: what a crash would have burnt is missing from it.</summary>
    public async Task<uint> NextIterationAsync()
    {
        var own = Group.Own.Lid!.Value;
        var cache = _file.Account.Signal;
        var record = await cache.GetSenderKeyAsync(cache.SenderKeyNames.Get(Jid, cache.Addresses.Get(own.User, own.Server, own.Device)));
        return record!.GetState(0).Iteration;
    }

    /// <summary>The next counter of a session.</summary>
    public async Task<uint> NextCounterAsync(SignalAddress address)
    {
        var session = await _file.Account.Signal.GetSessionAsync(address);
        return session!.TryGetSenderChain(out var chain) ? chain.Counter : throw StoreException.Validation("the session cannot send");
    }

    async ValueTask EncryptAsync(SignalAddress address, int index)
    {
        var cache = _file.Account.Signal;
        using var checkout = await cache.CheckoutSessionAsync(address);
        var identity = await cache.GetIdentityAsync(address);
        // Without one, the network would bring a bundle of keys here.
        var session = checkout.Record ?? SessionRecord.Empty.WithNewState(_newStates[index]);
        _ = await cache.PutIdentityAsync(address, identity ?? _newIdentities[index]);
        checkout.Commit(session.TakeSendingCounter(out _));
    }

    async ValueTask EncryptAsync(SenderKeyName name)
    {
        using var checkout = await _file.Account.Signal.CheckoutSenderKeyAsync(name);
        checkout.Commit((checkout.Record ?? RandomRecords.SenderKey()).TakeSendingIteration(out _));
    }
}
