using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>What calls cost in statement executions and transactions, counted by the engine.</summary>
public sealed class CountTests : StoreTest
{
    const int BeginAndCommit = 2;

    protected override void Configure(SqliteOptions options) => SwitchCheckpointsOff(options);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 1)]
    [InlineData(501, 2 + BeginAndCommit)]
    [InlineData(514, 2 + BeginAndCommit)]
    [InlineData(32_767, 66 + BeginAndCommit)]
    public async Task A_batch_read_is_one_execution_for_500_keys_in_one_view(int keys, int executions)
    {
        var addresses = Sample.Many(keys, i => $"{i}@lid.0");
        Assert.Equal((executions, 0), await CountAsync(async () => _ = await Store.GetSessionsAsync(addresses)));
        Assert.Equal((executions, 0), await CountAsync(async () => await Store.ReadSessionsAsync(addresses, 0, static (_, _, _) => { })));
        Assert.Equal((executions, 0), await CountAsync(async () => _ = await Store.LoadIdentitiesAsync(addresses)));
        Assert.Equal((executions, 0), await CountAsync(async () => _ = await Store.GetDeviceListsAsync(addresses)));
        Assert.Equal((executions, 0), await CountAsync(async () => _ = await Store.GetMutationMacsAsync("c", Sample.Many(keys, Sample.Key))));
    }

    [Fact]
    public async Task A_point_read_is_one_execution_and_no_transaction()
    {
        Assert.Equal((1, 0), await CountAsync(async () => _ = await Store.GetSessionAsync("a")));
        Assert.Equal((1, 0), await CountAsync(async () => _ = await Store.HasSessionAsync("a")));
        Assert.Equal((1, 0), await CountAsync(async () => _ = await Store.HasSignalStateForUserAsync("a")));
        Assert.Equal((1, 0), await CountAsync(async () => _ = await Store.LoadAsync()));
        Assert.Equal((1, 0), await CountAsync(async () => _ = await Store.GetMaxPreKeyIdAsync()));
    }

    [Fact]
    public async Task Nothing_runs_for_an_empty_list_or_batch()
    {
        Assert.Equal((0, 0), await CountAsync(async () =>
        {
            _ = await Store.GetSessionsAsync(default);
            await Store.ReadSessionsAsync(default, 0, static (_, _, _) => { });
            _ = await Store.LoadPreKeysAsync(default);
            _ = await Store.GetMutationMacsAsync("c", default);
            await Store.PutSessionsAsync(default);
            await Store.StorePreKeysAsync(default, uploaded: true);
            await Store.PutMutationMacsAsync("c", 1, default);
            await Store.SetSenderKeyStatusAsync("g", default);
            _ = await Store.PutMsgSecretsAsync(default);
            await Store.CommitAsync(new StoreBatch { Synced = true });
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    public async Task A_flush_of_any_number_of_rows_is_one_transaction(int rows)
    {
        var batch = new StoreBatch();
        for (var i = 0; i < rows; i++)
        {
            batch.PutSession($"s{i}", Sample.Blob(100, i));
            batch.PutIdentity($"i{i}", Sample.Key(i));
            batch.PutSenderKey($"k{i}", Sample.Blob(100, i));
            batch.DeleteSession($"gone{i}");
            batch.DeleteIdentity($"gone{i}");
            batch.DeleteSenderKey($"gone{i}");
            batch.ConsumePreKey((uint)i);
        }

        batch.StoreSentMessage("c", "m", Sample.Blob(100, 1));
        // A row each for the puts, a chunk each for the deletes, and the rider.
        Assert.Equal(((3 * rows) + 4 + 1 + BeginAndCommit, 1), await CountAsync(async () => await Store.CommitAsync(batch)));
    }

    [Fact]
    public async Task A_patch_is_one_transaction()
    {
        var added = Sample.Many(100, Sample.Mac);
        var removed = Sample.Many(1000, Sample.Key);
        // Two chunks of removals, the added ones, the version.
        Assert.Equal((2 + 100 + 1 + BeginAndCommit, 1), await CountAsync(async () => await Store.CommitPatchAsync("regular", Sample.State(5), removed, added)));
        Assert.Equal((2 + BeginAndCommit, 1), await CountAsync(async () => await Store.DeleteVersionAsync("regular")));
    }

    [Fact]
    public async Task Device_lists_are_one_transaction()
    {
        var lists = Sample.Many(512, i => Sample.DeviceList($"{i}", i));
        Assert.Equal((512 + BeginAndCommit, 1), await CountAsync(async () => await Store.UpdateDeviceListsAsync(lists)));
    }

    [Fact]
    public async Task A_statement_is_prepared_once()
    {
        for (var i = 0; i < 3; i++)
        {
            await Store.PutSessionAsync("a", Sample.Blob(4, i));
            _ = await Store.GetSessionAsync("a");
        }

        var before = Store.Database.Counters;
        await Store.PutSessionAsync("a", Sample.Blob(4, 9));
        _ = await Store.GetSessionAsync("a");
        Assert.Equal(0, (Store.Database.Counters - before).Prepared);
    }

    [Fact]
    public async Task A_sweep_is_cut_into_transactions_of_a_thousand_rows()
    {
        await Store.StorePendingInboundsAsync(Sample.Many(2_500, i => new PendingInbound("c", "s", $"{i}", default)));
        var counters = Store.Database.Counters;

        var report = await Store.MaintainAsync(new MaintenancePolicy { PendingInboundCutoff = long.MaxValue });

        Assert.Equal(2_500, report.PendingInbound);
        // Three sweeps, and the optimizer's own.
        Assert.Equal(4, (Store.Database.Counters - counters).Transactions);
    }

    async Task<(long Executions, long Transactions)> CountAsync(Func<Task> call)
    {
        // Once before, so that connections are open and statements prepared.
        await call();
        EngineCounters before = Store.Database.Counters;
        await call();
        EngineCounters spent = Store.Database.Counters - before;
        return (spent.Executions, spent.Transactions);
    }
}
