using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Simulation;

sealed partial class AccountSimulation
{
    async Task ChangeDevicesAsync()
    {
        var user = _random.Next(SimulatedWorld.Users);
        var device = (uint)(1 + _random.Next(5));
        var registry = _life.Account.DeviceRegistry;
        var name = _world.KnowsLid[user] && OneIn(2) ? SimulatedWorld.Lid(user) : SimulatedWorld.Phone(user);
        if (_world.Devices[user].Contains(device))
        {
            // Where it fails half-way the session may be gone, and the key not.
            _ = _world.Sessions.Remove((user, device));
            _ = await registry.RemoveDeviceAsync(name, device);
            _ = _world.Devices[user].Remove(device);
            _world.HaveKey.ForEach(holders => _ = holders.Remove(_world.Address(user, device).ToString()));
        }
        else
        {
            _ = await registry.AddDeviceAsync(name, new DeviceInfo(device, device, IsHosted: false));
            _ = _world.Devices[user].Add(device);
        }
    }

    async Task ChangeMembersAsync()
    {
        var group = _random.Next(SimulatedWorld.Groups);
        var jid = SimulatedWorld.Group(group);
        var user = _random.Next(SimulatedWorld.Users);
        if (!_world.KnowsLid[user])
        {
            return;
        }

        if (_world.Members[group].Contains(user) && _world.Members[group].Count > 2)
        {
            _ = _world.Members[group].Remove(user);
            _world.HaveKey[group].Clear();
            _ = await _life.Account.Groups.RemoveParticipantsAsync(jid, [SimulatedWorld.Lid(user)]);
            await _life.Account.GroupKeyRotation.RotateAsync(jid, new[] { s_own.Lid!.Value with { Device = s_own.Device }, s_own.PhoneNumber!.Value with { Device = s_own.Device } });
        }
        else if (_world.Members[group].Add(user))
        {
            _ = await _life.Account.Groups.AddParticipantsAsync(jid, [SimulatedWorld.Participant(user)]);
        }
    }

    /// <summary>Somebody's LID becomes known: the device list and the sessions move there.</summary>
    async Task LearnAsync()
    {
        var user = _random.Next(SimulatedWorld.Users);
        // In memory it holds from the start of the call, also when the store fails; so the model says so too.
        _world.KnowsLid[user] = true;
        _ = await _life.Account.LidPnLearner.LearnAsync(new LidPnPair(SimulatedWorld.Lid(user), SimulatedWorld.Phone(user)), LearningSource.Usync);
    }

    async Task RenameAsync()
    {
        var name = $"name {_random.Next(1_000_000)}";
        _ = _world.PushNames.Add(name);
        _ = await _life.Account.Device.ModifyAsync(device => device with { Row = device.Row with { PushName = name } });
    }

    async Task LookUpSecretAsync()
    {
        if (_world.Secrets.Any(_random.Next(1_000_000)) is var (place, id))
        {
            var (chat, sender) = (place.Split('|')[0], place.Split('|')[1]);
            var found = await _life.Account.MsgSecrets.FindAsync(new MsgSecretQuery(chat, sender, id));
            _world.Secrets.Check(place, id, found?.Secret.ToArray(), Assert.Equal);
        }
    }

    void CheckPlan(int group, GroupSendPlan<PeerRecord, PeerRecord> plan)
    {
        Assert.Empty(plan.UnknownUsers);
        var devices = _world.Members[group]
            .SelectMany(user => _world.Devices[user].Select(device => new Jid(SimulatedWorld.Lid(user), JidServers.Lid, (ushort)device).ToString()))
            .ToHashSet(StringComparer.Ordinal);
        var withKey = plan.WithKey.Select(static device => device.Text).ToArray();
        Assert.Equal(devices.Order(StringComparer.Ordinal), withKey.Concat(plan.Needing.Select(static device => device.Text)).Order(StringComparer.Ordinal));
        // Whoever is taken to have the key and has not would read nothing.
        Assert.Subset(_world.HaveKey[group], withKey.ToHashSet(StringComparer.Ordinal));
    }

    async Task CheckAsync()
    {
        var account = _life.Account;
        for (var user = 0; user < SimulatedWorld.Users; user++)
        {
            var lid = await account.LidPn.GetLidAsync(SimulatedWorld.Phone(user));
            Assert.Equal(_world.KnowsLid[user] ? SimulatedWorld.Lid(user) : null, lid);
            var names = lid is null ? [SimulatedWorld.Phone(user)] : new[] { SimulatedWorld.Phone(user), lid };
            foreach (var name in names)
            {
                var record = await account.DeviceRegistry.GetAsync(name);
                Assert.Equal(_world.Devices[user], record!.Devices.Select(static device => device.DeviceId).Order());
            }
        }

        for (var group = 0; group < SimulatedWorld.Groups; group++)
        {
            if (await account.Groups.FindAsync(SimulatedWorld.Group(group)) is { } info)
            {
                Assert.Equal(_world.Members[group].Select(SimulatedWorld.Lid), info.Participants.Select(static jid => jid.User).Order(StringComparer.Ordinal));
            }
        }

        Assert.Contains(account.Device.GetSnapshot().Row.PushName, _world.PushNames);
        account.Signal.AssertConsistent();
    }
}
