using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Accounts;

/// <summary>What a server or a peer may send, at each door of an account: refused by name, or taken for nothing; and the memory stays bounded.</summary>
public sealed class BadInputTests
{
    const string Group = "120363000000000001@g.us";

    readonly AccountBed _bed = new();

    public static TheoryData<string> Names { get; } = new(
        "", "no jid", "@", "@g.us", "1@nowhere", "1:70000@lid", "1:-1@lid", "a\u0000b@lid", "1@lid@g.us", "\uD800@lid", new string('9', 1_000_000) + "@lid", "1:2:3@s.whatsapp.net", "';DROP TABLE sessions;--@lid");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_name_is_refused_or_is_nobody(string name)
    {
        await using var account = await _bed.OpenAsync();
        account.LidPnLearner.IsOnline = false;
        var user = name.Split('@')[0];
        var pair = new LidPnPair(user, AccountBed.Phone);
        var contact = new TcContact(name, null);
        (string Door, Func<ValueTask> Call)[] doors =
        [
            ("groups", async () => _ = await account.Groups.GetAsync(name, static (_, _) => throw new InvalidOperationException("a hostile name must not reach the server"))),
            ("patch", async () => _ = await account.Groups.RemoveParticipantsAsync(name, ["1"])),
            ("learn", async () => _ = await account.LidPnLearner.LearnAsync(pair, LearningSource.Usync)),
            ("fast", async () => { _ = account.LidPnLearner.LearnFast(pair, LearningSource.Other); await Task.Yield(); }),
            ("registry", async () => Assert.Null(await account.DeviceRegistry.GetAsync(name))),
            ("many", async () => Assert.Empty((await account.DeviceRegistry.GetManyAsync([name, user])).Records)),
            ("list", async () => await account.DeviceRegistry.UpdateAsync(new DeviceListRecord(name, [new DeviceInfo(1, null, false)], 1, null, null))),
            ("device", async () => _ = await account.DeviceRegistry.RemoveDeviceAsync(name, 1)),
            ("distribution", async () => { using var begun = account.SenderKeyDevices.Begin(Group, [name]); await Task.Yield(); }),
            ("forgotten", async () => await account.SenderKeyDevices.MarkForgottenAsync(Group, name)),
            ("secret", async () => _ = await account.MsgSecrets.KeepAsync(new ReceivedMsgSecret(name, name, name, new byte[32], MsgSecretClass.Text, 0))),
            ("sent", async () => await account.SentMessages.KeepAsync(name, name, new byte[1])),
            ("inbound", async () => await account.Inbound.AcceptAsync(new PendingInbound(name, name, name, new byte[1]))),
            ("token", async () => await account.TcTokens.ReceiveAsync(contact, new byte[] { 1 }, 1)),
            ("address", async () => await account.Signal.PutSessionAsync(account.Signal.Addresses.Get(name), ChainRecord.New(1))),
        ];
        foreach (var (door, call) in doors)
        {
            var error = await Record.ExceptionAsync(async () => await call());
            Assert.True(error is null or StoreException { Kind: StoreErrorKind.Validation } or ArgumentException, $"{door}: {error}");
            // The text of a hostile name is not repeated: it may be a megabyte, or terminal control codes.
            Assert.True(error is null || error.Message.Length < 500, door);
        }

        await account.FlushAsync();
    }

    [Fact]
    public async Task An_absurd_device_id_is_no_device()
    {
        await using var account = await _bed.OpenAsync();
        await account.DeviceRegistry.UpdateAsync(new DeviceListRecord("1", [new DeviceInfo(0, null, false), new DeviceInfo(70_000, null, false), new DeviceInfo(uint.MaxValue, 1, false)], 1, null, null));
        _ = await account.DeviceRegistry.RemoveDeviceAsync("1", 0);

        Assert.Equal([new Jid("1", JidServers.Lid)], await account.DeviceRegistry.GetDeviceJidsAsync(new Jid("1", JidServers.Lid)));
        var tooMany = Enumerable.Range(0, 2_000).Select(static id => new DeviceInfo((uint)id, null, false)).ToArray();
        var error = await Assert.ThrowsAsync<StoreException>(async () => await account.DeviceRegistry.UpdateAsync(new DeviceListRecord("2", tooMany, 1, null, null)));
        Assert.Equal(StoreErrorKind.Validation, error.Kind);
    }

    [Fact]
    public async Task A_group_of_ten_thousand_is_a_group_and_a_million_is_none()
    {
        await using var account = await _bed.OpenAsync();
        var members = Enumerable.Range(0, 10_000).Select(static i => new GroupParticipant(new Jid($"{1_000_000 + i}", JidServers.Lid))).ToArray();
        var info = await account.Groups.GetAsync(Group, (_, _) => new(GroupAnswer.Of(GroupInfo.Create(members, AddressingMode.Lid))));
        Assert.Equal(10_000, info.Participants.Count);
        await account.DeviceRegistry.UpdateAsync(Array.ConvertAll(members, static member => new DeviceListRecord(member.Jid.User, [new DeviceInfo(0, null, false), new DeviceInfo(1, null, false)], 1, null, null)));
        var devices = await account.GroupDevices.GetAsync(Group, info);
        Assert.Equal(20_000, devices.Devices.Count);
        Assert.Empty(devices.Missing);

        var error = Assert.Throws<StoreException>(() => GroupInfo.Create(Enumerable.Repeat(members[0], 1_000_000).ToArray(), AddressingMode.Lid));
        Assert.Equal(StoreErrorKind.Validation, error.Kind);
    }

    [Fact]
    public async Task A_blob_of_the_wrong_length_is_none_or_an_error_and_never_an_answer()
    {
        await using var account = await _bed.OpenAsync();
        Assert.False(await account.MsgSecrets.KeepAsync(new ReceivedMsgSecret("c@g.us", "1@lid", "m", new byte[31], MsgSecretClass.Text, 0)));
        await account.TcTokens.ReceiveAsync(new TcContact("1", null), ReadOnlyMemory<byte>.Empty, 1);
        Assert.Null(await _bed.Store.GetTcTokenAsync("1"));
        await _bed.Store.PutSessionAsync(AccountBed.Address.Text, new byte[] { 1, 2, 3 });
        await _bed.Store.PutGroupMetadataAsync(Group, new byte[] { 0xFF });

        Assert.Null(await account.Signal.GetSessionAsync(AccountBed.Address));
        Assert.Equal(1, account.Health.Signal.UnreadableSessions);
        var known = new List<GroupInfo?>();
        _ = await account.Groups.GetAsync(Group, (query, _) =>
        {
            known.Add(query.Known);
            return new(GroupAnswer.Of(GroupInfo.Create([], AddressingMode.Lid)));
        });
        Assert.Null(Assert.Single(known));
        await Assert.ThrowsAsync<ArgumentException>(async () => await account.Device.ModifyAsync(static device => device with { Row = device.Row with { SignedPreKeySignature = new byte[3] } }));
    }

    [Fact]
    public async Task Floods_leave_the_memory_bounded()
    {
        await using var account = await _bed.OpenAsync(_bed.Options with { Signal = new() { MaxEntries = 100, MaxAbsences = 100 } });
        account.LidPnLearner.IsOnline = false;
        for (var i = 0; i < 30_000; i++)
        {
            var user = $"{2_000_000 + i}";
            _ = account.LidPnLearner.LearnFast(new LidPnPair(user, "1" + user), LearningSource.PeerLidMessage);
            Assert.Null(await account.Signal.GetSessionAsync(account.Signal.Addresses.Get(user + "@lid.0")));
            _ = account.Coordination.MessageRetryCounts.TryNext(new(user, "m", "s"), out _);
            _ = account.ResendLimiter.TryTake(user);
            using var lane = await account.Coordination.ChatLanes.LockAsync(user);
        }

        Assert.Equal(LidPnLearner.MaxPending, account.LidPn.PendingCount);
        Assert.InRange(account.Health.Signal.Sessions.Absent, 1, 200);
        Assert.InRange(account.Signal.Addresses.Count, 1, SignalAddressTable.DefaultCapacity);
        Assert.InRange(account.ResendLimiter.ChatCount, 1, 4_096);
        Assert.InRange(account.Coordination.ChatLanes.Count, 1, 5_000);
    }
}
