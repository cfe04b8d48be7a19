using System.Text;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Simulation;

sealed partial class AccountSimulation
{
    static readonly string s_ownSender = s_own.Lid!.Value.ToString();

    async Task SendToGroupAsync()
    {
        var group = _random.Next(SimulatedWorld.Groups);
        var jid = SimulatedWorld.Group(group);
        var info = await _life.Account.Groups.GetAsync(jid, (_, _) => new(GroupAnswer.Of(_world.Info(group))));
        using var plan = await _life.FanOut.PlanGroupAsync(jid, info, s_own);
        CheckPlan(group, plan);
        var sent = new List<(int Chain, uint Counter)>();
        await EncryptForAsync(plan, sent);
        if (plan.NeedsNewSenderKey)
        {
            await _life.Account.Signal.PutSenderKeyAsync(plan.SenderKeyName, PeerRecord.New(++_world.LastChain));
            _world.HaveKey[group].Clear();
        }

        using (var checkout = await _life.Account.Signal.CheckoutSenderKeyAsync(plan.SenderKeyName))
        {
            sent.Add((checkout.Record!.Chain, checkout.Record.Sent));
            checkout.Commit(checkout.Record.Send());
        }

        if (!await GoesOutAsync(plan, jid, sent))
        {
            return;
        }

        var needing = plan.Needing.Select(static device => device.Text).ToArray();
        await AcknowledgeAsync(plan, jid);
        _world.HaveKey[group].UnionWith(needing);
    }

    async Task SendToUserAsync()
    {
        var user = _random.Next(SimulatedWorld.Users);
        var peer = _world.Address(user, 0);
        using var plan = await _life.FanOut.PlanDirectAsync(peer, s_own);
        Assert.Empty(plan.UnknownUsers);
        Assert.Equal(
            _world.Devices[user].Select(device => _world.Address(user, device).ToString()).Order(StringComparer.Ordinal),
            plan.Targets.Select(static target => target.Text).Where(static text => !IsOwn(text)).Order(StringComparer.Ordinal));
        var sent = new List<(int Chain, uint Counter)>();
        await EncryptForAsync(plan, sent);
        if (await GoesOutAsync(plan, plan.Chat, sent))
        {
            await AcknowledgeAsync(plan, plan.Chat);
        }
    }

    /// <summary>A peer could not read what we sent and asks again.</summary>
    async Task RetryAsync()
    {
        if (_world.SentMessages.Any(_random.Next(1_000_000)) is not var (chat, id))
        {
            return;
        }

        var isTaken = OneIn(3);
        var read = await (isTaken ? _life.Account.SentMessages.TakeAsync(chat, id) : _life.Account.SentMessages.PeekAsync(chat, id));
        _world.SentMessages.Check(chat, id, read, Assert.Equal);
        if (isTaken)
        {
            _world.SentMessages.Forget(chat, id);
        }

        var group = _random.Next(SimulatedWorld.Groups);
        if (_world.HaveKey[group].Count > 0)
        {
            var device = _world.HaveKey[group].Order(StringComparer.Ordinal).ElementAt(_random.Next(_world.HaveKey[group].Count));
            // Before the call: it holds in memory at once, and in doubt a device needs the key.
            _ = _world.HaveKey[group].Remove(device);
            await _life.Account.SenderKeyDevices.MarkForgottenAsync(SimulatedWorld.Group(group), device);
        }
    }

    async Task EncryptForAsync(SendPlan<PeerRecord, PeerRecord> plan, List<(int Chain, uint Counter)> sent)
    {
        var signal = _life.Account.Signal;
        foreach (var device in plan.WithoutSession)
        {
            Assert.False(IsKnownSession(device.Jid), $"the session with {device.Text} is gone");
            await signal.PutSessionAsync(device.Address, PeerRecord.New(++_world.LastChain));
            _ = await signal.PutIdentityAsync(device.Address, Harness.Key(_world.LastChain));
        }

        foreach (var device in plan.Targets)
        {
            using var checkout = await signal.CheckoutSessionAsync(device.Address);
            sent.Add((checkout.Record!.Chain, checkout.Record.Sent));
            checkout.Commit(checkout.Record.Send());
        }
    }

    /// <summary>Whether the message went out and was acknowledged. It may fail before the wire, and the process may end on either side of it.</summary>
    async Task<bool> GoesOutAsync(SendPlan<PeerRecord, PeerRecord> plan, string chat, List<(int Chain, uint Counter)> sent)
    {
        if (OneIn(2_000))
        {
            await CrashAsync();
            return false;
        }

        var id = $"out{++_lastMessage}";
        await plan.BeforeSendAsync(id, Payload(id));
        foreach (var counter in sent)
        {
            Assert.True(_world.Published.Add(counter), $"counter {counter.Counter} of chain {counter.Chain} went out twice");
        }

        _world.SentMessages.Keep(chat, id, Payload(id));
        foreach (var device in plan.Targets)
        {
            if (UserOf(device.Jid) is { } user)
            {
                _ = _world.Sessions.Add((user, device.Jid.Device));
            }
        }

        plan.ReleaseSessions();
        if (OneIn(2_000))
        {
            await CrashAsync();
            return false;
        }

        // Or the connection is lost before the server's answer.
        return !OneIn(40);
    }

    async Task AcknowledgeAsync(SendPlan<PeerRecord, PeerRecord> plan, string chat)
    {
        var id = $"out{_lastMessage}";
        await plan.AcknowledgedAsync(new ReceivedMsgSecret(chat, s_ownSender, id, Secret(id), MsgSecretClass.Text, _life.Time.GetUtcNow().ToUnixTimeSeconds()));
        _world.Secrets.Keep($"{chat}|{s_ownSender}", id, Secret(id));
    }

    bool IsKnownSession(Jid jid) => UserOf(jid) is { } user && _world.Sessions.Contains((user, jid.Device));

    static int? UserOf(Jid jid)
    {
        for (var user = 0; user < SimulatedWorld.Users; user++)
        {
            if (jid.User == SimulatedWorld.Lid(user) || jid.User == SimulatedWorld.Phone(user))
            {
                return user;
            }
        }

        return null;
    }

    static bool IsOwn(string text) => text.StartsWith(s_own.Lid!.Value.User, StringComparison.Ordinal) || text.StartsWith(s_own.PhoneNumber!.Value.User, StringComparison.Ordinal);

    static DeviceListRecord OwnRecord() => new(s_own.Lid!.Value.User, [new DeviceInfo(0, 0, false), new DeviceInfo(3, 3, false), new DeviceInfo(5, 5, false)], 1_700_000_000, null, null);

    static byte[] Payload(string id) => Encoding.UTF8.GetBytes($"payload of {id}");

    static byte[] Secret(string id) => [.. Encoding.UTF8.GetBytes(id.PadRight(32, '.'))];
}
