using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Cli.Fanout;

namespace WaStore.Fast.Sqlite.Tests.Accounts;

/// <content>Sends to groups.</content>
public sealed partial class WorkloadCountTests
{
    const int Participants = 256;
    const int Devices = 2;
    const int Members = Participants * Devices;
    const int Companions = Group.OwnOtherDevices;

    // A commit that a send waits for is synced: one PRAGMA before it and one after.
    const int SyncOnAndOff = 2;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cold_group_send_reads_in_one_go_and_commits_before_the_wire_and_after_the_acknowledgement(bool hasSessions)
    {
        await using var file = await AccountFile.CreateAsync(Counted());
        var sends = await GroupSends.CreateAsync(file, new Group(run: 0, Participants, Devices));
        if (hasSessions)
        {
            _ = await sends.SendAsync();
            await sends.RotateAndForgetAsync();
        }

        var steps = new Steps(file);
        var plan = await sends.SendAsync(_ => steps.Next());

        Assert.Equal((Members, hasSessions ? 0 : Members + Companions), (plan.Needing.Count, plan.WithoutSession.Count));
        // Group, device lists, sender key, its holders; and 514 sessions and identity keys in lists of 500. The mappings came with the opening.
        Assert.Equal(new Cost(4 + View + FirstView + (2 * 2), 0, 1 + Participants + 1 + ViewRows + (hasSessions ? 2 * (Members + Companions) : 0)), steps[0]);
        // Sessions, the identity keys that are new, sender key, message.
        Assert.Equal(new Cost(((hasSessions ? 1 : 2) * (Members + Companions)) + 1 + 1 + BeginAndCommit + SyncOnAndOff, 1, 0), steps[1]);
        // Who has the key, and the message's secret.
        Assert.Equal(new Cost(Members + 1 + BeginAndCommit, 1, 0), steps[2]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(128)]
    [InlineData(512)]
    [InlineData(1024)]
    public async Task A_warm_group_send_reads_nothing_and_writes_where_a_lease_of_64_ends(int participants)
    {
        const int Lease = 64;
        await using var file = await AccountFile.CreateAsync(Counted());
        var sends = await GroupSends.CreateAsync(file, new Group(run: 0, participants, Devices));
        _ = await sends.SendAsync();
        var steps = new Steps(file);
        for (var i = 1; i <= 2 * Lease; i++)
        {
            Assert.True((await sends.SendAsync()).IsWarm);
            // The sender key, our companions' sessions, and what waited: a lease's messages and their secrets, the last of which comes after the commit.
            var rows = 1 + Companions + Lease + (i == Lease ? Lease - 1 : Lease);
            Assert.Equal(i % Lease == 0 ? new Cost(rows + BeginAndCommit + SyncOnAndOff, 1, 0) : s_nothing, steps.Next());
        }
    }

    [Fact]
    public async Task A_member_that_joins_costs_its_own_devices_and_nobody_elses()
    {
        await using var file = await AccountFile.CreateAsync(Counted());
        var joins = await MemberJoins.CreateAsync(file, joiners: 2);
        for (var i = 0; i < 2; i++)
        {
            var steps = new Steps(file);
            await joins.JoinAsync();
            // The group's row.
            Assert.Equal(new Cost(1 + BeginAndCommit, 1, 0), steps.Next());

            var plan = await joins.Sends.SendAsync(_ => steps.Next());

            Assert.Equal((Devices, Devices), (plan.Needing.Count, plan.WithoutSession.Count));
            // Its device list; and in one view its sessions and identity keys, which are not there.
            Assert.Equal(new Cost(1 + View + 2, 0, 1 + ViewRows), steps[1]);
            // Its sessions and identity keys, our companions' sessions, sender key, message.
            Assert.Equal(new Cost((2 * Devices) + Companions + 1 + 1 + BeginAndCommit + SyncOnAndOff, 1, 0), steps[2]);
            // That it has the key, and the message's secret.
            Assert.Equal(new Cost(Devices + 1 + BeginAndCommit, 1, 0), steps[3]);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(Participants)]
    public async Task After_a_clean_close_the_first_send_burns_no_counter_and_commits_nothing(int participants)
    {
        const int Sent = 3;
        await using var file = await AccountFile.CreateAsync(Counted());
        var sends = await GroupSends.CreateAsync(file, new Group(run: 0, participants, Devices));
        for (var i = 0; i < Sent; i++)
        {
            _ = await sends.SendAsync();
        }

        await file.CloseAsync();
        await file.OpenAsync();
        // The mark of the clean close goes. How much SQLite asks of a file that it opens is its version's affair; it does not grow with the account.
        Assert.Equal(1, file.Counters.Transactions);
        Assert.InRange(file.Counters.Executions, 1, 30);

        var steps = new Steps(file);
        var plan = await sends.SendAsync(_ => steps.Next());

        Assert.True(plan.IsWarm);
        // Group, device lists, sender key, its holders; and in one view our companions' sessions and identity keys.
        Assert.Equal(new Cost(4 + View + FirstView + 2, 0, 1 + (participants + 1) + 1 + (participants * Devices) + ViewRows + (2 * Companions)), steps[0]);
        Assert.Equal((s_nothing, s_nothing), (steps[1], steps[2]));
        // A crash would have burnt the rest of the lease.
        Assert.Equal(Sent + 1u, await sends.NextIterationAsync());
        foreach (var companion in plan.Companions)
        {
            Assert.Equal(Sent + 1u, await sends.NextCounterAsync(companion.Address));
        }
    }
}
