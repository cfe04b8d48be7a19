using WaStore.Fast.Contracts.Samples;

namespace WaStore.Fast.Sqlite.Tests.Stores.Accounts;

/// <summary>What the accounts of one file share: connections, statements, the lane (spec/storage.md 5.1, 5.2).</summary>
public sealed class AccountSharingTests : StoreTest
{
    protected override void Configure(SqliteOptions options)
    {
        SwitchCheckpointsOff(options);
        options.Readers = 4;
    }

    [Fact]
    public async Task A_fleet_of_handles_opens_one_writer_and_prepares_each_statement_once()
    {
        await UseAsync(1);
        var before = Store.Database.Counters;
        for (var account = 2; account <= 64; account++)
        {
            await UseAsync(account);
        }

        var spent = Store.Database.Counters - before;
        Assert.Equal(0, spent.Prepared);
        Assert.Equal(63, spent.Transactions);
        // The writer and the one reader that was ever needed.
        Assert.Equal(2 * Math.Min(512 * 1024, (await PagesAsync()) * Store.Database.PageSize), (await Store.GetResourceReportAsync()).MemoryBytes);
    }

    [Fact]
    public async Task Reads_of_several_accounts_run_at_once_and_a_write_goes_on_beside_them()
    {
        await UseAsync(1);
        using var all = new CountdownEvent(4);
        using var release = new ManualResetEventSlim();
        var reads = Sample.Many(4, i => Task.Run(async () => await Store.Database.ReadAsync("overlap", (all, release), static (connection, call) =>
        {
            _ = call.all.Signal();
            return call.release.Wait(TimeSpan.FromSeconds(30));
        })));

        // All four are inside, and every reader is taken.
        Assert.True(await Task.Run(() => all.Wait(TimeSpan.FromSeconds(30))));
        await Account(2).PutSessionAsync("beside", Sample.Blob(4, 1));
        release.Set();

        Assert.All(await Task.WhenAll(reads), Assert.True);
        Assert.True(await Account(2).HasSessionAsync("beside"));
    }

    [Fact]
    public async Task Writes_of_several_accounts_take_turns_and_none_starves()
    {
        var times = await Task.WhenAll(Sample.Many(8, account => Task.Run(async () =>
        {
            var started = System.Diagnostics.Stopwatch.StartNew();
            for (var i = 0; i < 25; i++)
            {
                await Account(account + 1).PutSessionAsync($"{i}", Sample.Blob(256, i));
            }

            return started.Elapsed;
        })));

        for (var account = 1; account <= 8; account++)
        {
            Assert.Equal(25, (await Account(account).GetSessionsAsync(Sample.Many(25, i => $"{i}"))).Count);
        }

        Assert.True(times.Max() < (10 * times.Min()) + TimeSpan.FromSeconds(1), $"the slowest took {times.Max()}, the fastest {times.Min()}");
    }

    async Task UseAsync(int account)
    {
        await Account(account).PutSessionAsync("a", Sample.Blob(100, account));
        Assert.Equal(Sample.Blob(100, account), await Account(account).GetSessionAsync("a"));
        Assert.Null(await Account(account).LoadIdentityAsync("a"));
    }

    async Task<long> PagesAsync() => (await Store.GetResourceReportAsync()).Pages!.Value;
}
