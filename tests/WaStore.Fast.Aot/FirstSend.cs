using System.Diagnostics;
using WaStore.Fast.Cli.Fanout;
using WaStore.Fast.Directories;
using WaStore.Fast.FanOut;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Aot;

/// <summary>What the benchmark of the program's start runs: an account is opened, and made when it is missing; one message goes to its group; it is closed.</summary>
static class FirstSend
{
    const int Participants = 8;
    const int Devices = 2;

    internal static AccountOptions Options { get; } = WithKeys(new AccountOptions { StartMaintenance = false });

    /// <returns>How many messages were sent.</returns>
    internal static async Task<int> RunAsync(string path)
    {
        await using var account = await SqliteAccount.OpenAsync(path, Options);
        return await SendAsync(account, 0);
    }

    /// <summary>The same, measured: what it takes to open the account and to send. To close it is not in it.</summary>
    internal static async Task<(long Nanoseconds, long Bytes)> MeasureAsync(string path)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var start = Stopwatch.GetTimestamp();
        await using var account = await SqliteAccount.OpenAsync(path, Options);
        _ = await SendAsync(account, 0);
        return ((long)Stopwatch.GetElapsedTime(start).TotalNanoseconds, GC.GetTotalAllocatedBytes() - bytes);
    }

    /// <summary>One send of an account to a group of its own.</summary>
    internal static async Task<int> SendAsync(SqliteAccount<SessionRecord, SenderKeyRecord> account, int run)
    {
        var group = new Group(run, Participants, Devices);
        if (await account.Groups.FindAsync(group.Jid) is null)
        {
            await account.Store.PutLidMappingsAsync(group.Mappings);
            await account.Store.UpdateDeviceListsAsync(group.DeviceLists);
        }

        var info = await account.Groups.GetAsync(group.Jid, (_, _) => new(GroupAnswer.Of(group.Info)));
        var message = OutgoingMessage.Create(0);
        var planner = FanOutPlanner.Create(account.FanOutParts);
        using var plan = await planner.PlanGroupAsync(group.Jid, info, Group.Own);
        foreach (var target in plan.Targets)
        {
            using var session = await account.Signal.CheckoutSessionAsync(target.Address);
            var record = session.Record ?? SessionRecord.Empty.WithNewState(RandomRecords.SessionStates(1)[0]);
            _ = await account.Signal.PutIdentityAsync(target.Address, await account.Signal.GetIdentityAsync(target.Address) ?? RandomRecords.Secret());
            session.Commit(record.TakeSendingCounter(out _));
        }

        using (var key = await account.Signal.CheckoutSenderKeyAsync(plan.SenderKeyName))
        {
            key.Commit((key.Record ?? RandomRecords.SenderKey()).TakeSendingIteration(out _));
        }

        await plan.BeforeSendAsync(message.Id, message.Payload);
        plan.ReleaseSessions();
        await plan.AcknowledgedAsync(new ReceivedMsgSecret(group.Jid, Group.OwnJid, message.Id, message.Secret, MsgSecretClass.Text, message.SentAt));
        return 1;
    }

    static AccountOptions WithKeys(AccountOptions options) => options with { Device = options.Device with { DeviceKeySource = new BenchmarkKeySource() } };
}
