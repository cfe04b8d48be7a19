using System.Reflection;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.RequiredMembers;

namespace WaStore.Fast.Tests.Stores;

public sealed class CombineTests
{
    [Fact]
    public async Task Every_read_reaches_its_store_by_its_own_name()
    {
        var calls = new List<string>();
        var backend = Recorder.Of(calls);
        await using var view = await backend.OpenSnapshotAsync();
        foreach (var read in EveryRead.All)
        {
            foreach (IStoreReads door in Sample.Of<IStoreReads>(backend, view))
            {
                calls.Clear();
                _ = await Record.ExceptionAsync(async () => await read.RunAsync(door, CancellationToken.None));
                Assert.Equal([read.Name], calls);
            }
        }
    }

    [Fact]
    public async Task Every_write_reaches_its_store_by_its_own_name()
    {
        var calls = new List<string>();
        var backend = Recorder.Of(calls);
        foreach (var write in EveryWrite.All.Where(write => write.Name != nameof(IBackend.MaintainAsync)))
        {
            calls.Clear();
            _ = await Record.ExceptionAsync(async () => await write.RunAsync(backend, 1, CancellationToken.None));
            Assert.Equal([write.Name], calls);
        }

        calls.Clear();
        await backend.SnapshotAsync("name");
        Assert.Equal([nameof(IBackend.SnapshotAsync)], calls);
    }

    [Fact]
    public void The_tables_of_reads_and_writes_name_every_member()
    {
        Assert.Equal(Members<IStoreReads>(), EveryRead.All.Select(read => read.Name).ToHashSet());
        Assert.Equal(Members<IStoreWrites>(), EveryWrite.All.Select(write => write.Name).ToHashSet());
    }

    [Fact]
    public async Task Maintenance_sweeps_each_store_and_then_lets_the_device_store_see_to_itself()
    {
        var calls = new List<string>();
        var backend = Recorder.Of(calls);
        _ = await backend.MaintainAsync(MaintenancePolicy.From(new FakeTime()) with { TcTokenCutoff = 1, TcTokenSenderCutoff = 1 });

        Assert.Equal(
            [
                "DeleteExpiredSentMessagesAsync", "DeleteExpiredPendingInboundAsync", "DeleteExpiredBaseKeysAsync", "DeleteExpiredMsgSecretsAsync",
                "DeleteExpiredTcTokensAsync", "MaintainAsync",
            ],
            calls);
    }

    [Fact]
    public void One_backend_for_all_five_stays_itself()
    {
        var one = new RequiredMembersBackend(new FakeTime());
        var other = new RequiredMembersBackend(new FakeTime());

        Assert.Same(one, Backend.Combine(one, one, one, one, one));
        Assert.NotSame(one, Backend.Combine(one, one, one, one, other));
        Assert.NotSame(one, Backend.Combine(one, other, one, one, one));
    }

    [Fact]
    public void All_five_are_required()
    {
        var one = new RequiredMembersBackend(new FakeTime());
        Assert.Throws<ArgumentNullException>(() => Backend.Combine(null!, one, one, one, one));
        Assert.Throws<ArgumentNullException>(() => Backend.Combine(one, null!, one, one, one));
        Assert.Throws<ArgumentNullException>(() => Backend.Combine(one, one, null!, one, one));
        Assert.Throws<ArgumentNullException>(() => Backend.Combine(one, one, one, null!, one));
        Assert.Throws<ArgumentNullException>(() => Backend.Combine(one, one, one, one, null!));
    }

    static HashSet<string> Members<TInterface>() =>
        [.. typeof(TInterface).GetInterfaces().SelectMany(part => part.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Select(method => method.Name)];
}
