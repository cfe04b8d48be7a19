using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Benchmarks.Workloads.Accounts;
using WaStore.Fast.Tests;

namespace WaStore.Fast.Sqlite.Tests.Accounts;

/// <summary>What the workloads of the benchmarks cost in statement executions, transactions and rows read (spec/caches.md 10.10): the very classes that are timed there.</summary>
public sealed partial class WorkloadCountTests
{
    const int BeginAndCommit = 2;

    // BEGIN, a look at the schema's version, which is a row, and COMMIT.
    const int View = 3;
    const int ViewRows = 1;

    // Of a connection's first view SQLite asks once more.
    const int FirstView = 1;

    static readonly Cost s_nothing = new(0, 0, 0);

    [Fact]
    public async Task An_offline_drain_of_400_messages_is_two_transactions()
    {
        await using var drain = await OfflineDrain.CreateAsync(Counted());
        var steps = new Steps(drain.File);
        await drain.ReceiveAsync();

        Assert.Equal(InboundTraffic.Round, drain.Acknowledged);
        // Each peer's session, identity key and sender key once; and whether the store keeps received messages.
        const int Reads = (2 * InboundTraffic.Peers) + InboundTraffic.SenderKeys;
        // Every message and its secret, with the ratchets; then, after the app, the messages go again.
        const int Writes = (2 * InboundTraffic.Round) + InboundTraffic.Peers + InboundTraffic.SenderKeys + InboundTraffic.Round;
        Assert.Equal(new Cost(Reads + 1 + Writes + (2 * BeginAndCommit), 2, Reads), steps.Next());

        await drain.File.Account.Inbound.EndDrainAsync();
        Assert.Equal(s_nothing, steps.Next());
    }

    [Fact]
    public async Task A_live_stream_is_one_transaction_for_each_window()
    {
        const int Windows = 10;
        const int Burst = InboundTraffic.Round / Windows;
        var time = new ManualTime();
        await using var stream = await LiveStream.CreateAsync(Counted(), time);
        var rows = 0L;
        var opened = stream.File.Counters.Transactions;
        for (var i = 0; i < Windows; i++)
        {
            var steps = new Steps(stream.File);
            await stream.ReceiveAsync(Burst);
            // What is read is read once: a row each, and nothing beside it.
            var read = steps.Next();
            Assert.Equal(new Cost(read.Rows, 0, read.Rows), read);
            rows += read.Rows;

            time.Advance(LiveStream.Window);
            await UntilAsync(() => stream.File.Counters.Transactions > opened + i);
            // A burst is of different peers: as many ratchets as messages, and their secrets aboard the same flush.
            Assert.Equal(new Cost((2 * Burst) + BeginAndCommit, 1, 0), steps.Next());
        }

        Assert.Equal((2 * InboundTraffic.Peers) + InboundTraffic.SenderKeys, rows);
    }

    [Fact]
    public async Task An_app_state_snapshot_is_one_transaction_and_so_is_each_patch()
    {
        await using var file = await AccountFile.CreateAsync(Counted());
        var sync = new AppStateSync(file.Account.Store);
        var steps = new Steps(file);
        await sync.ApplySnapshotAsync();
        // The old MACs and the old version go, the MACs and the version come.
        Assert.Equal(new Cost(2 + MacWorkload.Count + 1 + BeginAndCommit, 1, 0), steps.Next());

        await sync.ApplyPatchesAsync();
        // Two reads, the version and the MACs that a patch names; a list of removals, the MACs that are set, the version.
        const int Each = 2 + 1 + AppStateSync.SetEach + 1 + BeginAndCommit;
        Assert.Equal(new Cost(AppStateSync.Patches * Each, AppStateSync.Patches, AppStateSync.Patches * (1 + AppStateSync.SetEach + AppStateSync.RemovedEach)), steps.Next());
    }

    [Fact]
    public async Task A_migration_of_500_users_is_one_transaction_for_each_and_two_for_all()
    {
        const int Users = LidMigration.Users;
        await using var file = await AccountFile.CreateAsync(Counted());
        var migration = new LidMigration(file);
        await migration.PrepareAsync();
        var steps = new Steps(file);
        await migration.MigrateAsync();

        // Is one of the pairs known, by LID and by number? Then the pairs; then the lists: 1,000 names in a view of two lists, a put and a delete for each user.
        const int Learning = 2 + Users + BeginAndCommit;
        const int Lists = 2 + BeginAndCommit + (2 * Users) + BeginAndCommit;
        // Is there anything; its addresses, again under the locks; one view of both sides. Two sessions and two identity keys are put, and two lists deleted.
        const int Reads = 1 + 2 + View + 2;
        const int Writes = (2 * LidMigration.Devices) + 2 + BeginAndCommit;
        const int Rows = 1 + (2 * LidMigration.Devices) + ViewRows + (2 * LidMigration.Devices);
        Assert.Equal(new Cost(Learning + Lists + FirstView + (Users * (Reads + Writes)), 2 + Users, Users + (Users * Rows)), steps.Next());
        Assert.Equal((Users * LidMigration.Devices, Users * LidMigration.Devices), await migration.CountMovedAsync());
    }

    // A checkpoint in a pause runs statements of its own.
    static SqliteOptions Counted() => new() { CheckpointGap = TimeSpan.FromMinutes(1), CheckpointIdle = TimeSpan.FromHours(1), WalBound = 1L << 30 };

    static async Task UntilAsync(Func<bool> condition)
    {
        for (var left = 10_000; !condition(); left--)
        {
            Assert.True(left > 0, "it did not come in ten seconds");
            await Task.Delay(1);
        }
    }
}
