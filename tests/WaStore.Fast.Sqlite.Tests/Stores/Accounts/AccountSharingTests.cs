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
    public async Task An_account_gets_its_turns_between_those_of_seven_that_never_stop_writing()
    {
        using var done = new CancellationTokenSource();
        using var begun = new CountdownEvent(7);
        var written = new int[8];
        // A thread each: the pool's few would let the others begin when the last is done.
        var others = Sample.Many(7, i => Task.Factory.StartNew(
            () =>
            {
                for (; !done.IsCancellationRequested; written[i]++)
                {
                    // Blocks on purpose: its thread is there for that, and stays in the writers' queue.
                    Account(i + 1).PutSessionAsync($"{written[i] % 25}", Sample.Blob(256, i)).AsTask().GetAwaiter().GetResult();
                    _ = written[i] == 0 && begun.Signal();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        try
        {
            await Task.Run(async () =>
            {
                begun.Wait();
                for (; written[7] < 25; written[7]++)
                {
                    await Account(8).PutSessionAsync($"{written[7]}", Sample.Blob(256, 8));
                }
            }).WaitAsync(TimeSpan.FromMinutes(5));
        }
        finally
        {
            await done.CancelAsync();
        }

        await Task.WhenAll(others).WaitAsync(TimeSpan.FromMinutes(5));
        for (var account = 1; account <= 8; account++)
        {
            var addresses = Sample.Many(Math.Min(written[account - 1], 25), i => $"{i}");
            Assert.Equal(addresses.Length, (await Account(account).GetSessionsAsync(addresses)).Count);
        }
    }

    async Task UseAsync(int account)
    {
        await Account(account).PutSessionAsync("a", Sample.Blob(100, account));
        Assert.Equal(Sample.Blob(100, account), await Account(account).GetSessionAsync("a"));
        Assert.Null(await Account(account).LoadIdentityAsync("a"));
    }

    async Task<long> PagesAsync() => (await Store.GetResourceReportAsync()).Pages!.Value;
}
