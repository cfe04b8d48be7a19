using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Tests.Crashes;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>Somebody else writes to the file while a cache is open over it: the cache's next flush finds out (design.md 4, "one owner").</summary>
public sealed class ForeignCommitTests : OwnershipTest
{
    static readonly SignalAddress s_other = SignalAddress.Create("15550002", "lid", 0);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_counted_reported_and_read_anew(bool byAnotherProcess)
    {
        await using var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.Cache.FlushAsync();
        _ = await owned.Cache.GetIdentityAsync(Chains.Address);
        const string Sql = "INSERT INTO identities(address, key, device_id) VALUES ('15550001@lid.0', zeroblob(32), 1)";
        if (byAnotherProcess)
        {
            using var other = CrashHostProcess.Start("sql", DatabasePath, Sql);
            Assert.Equal("done", await other.ReadLineAsync());
        }
        else
        {
            RunForeign(Sql);
        }

        Assert.True(owned.Cache.TryGetIdentity(Chains.Address, out var key));
        Assert.Null(key);

        await FlushSomethingAsync(owned);

        Assert.Equal((1, 1), (owned.Cache.Health.ForeignCommits, owned.Store.Health.ForeignCommits));
        Assert.Single(Logger.Warnings, warning => warning.Contains("somebody else", StringComparison.Ordinal));
        Assert.False(owned.Cache.TryGetIdentity(Chains.Address, out _));
        Assert.Equal(default(Key32), await owned.Cache.GetIdentityAsync(Chains.Address));
        await FlushSomethingAsync(owned);
        Assert.Equal(1, owned.Cache.Health.ForeignCommits);
        Assert.True(owned.Cache.TryGetIdentity(Chains.Address, out _));
    }

    [Fact]
    public async Task Rows_of_this_very_life_that_were_put_back_do_not_rewind_a_chain()
    {
        await using var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.Cache.FlushAsync();
        RunForeign("CREATE TABLE kept AS SELECT * FROM sessions; CREATE TABLE kept_keys AS SELECT * FROM sender_keys");
        _ = await owned.SendAsync(7);
        await owned.Cache.FlushAsync();
        RunForeign("DELETE FROM sessions; INSERT INTO sessions SELECT * FROM kept; DELETE FROM sender_keys; INSERT INTO sender_keys SELECT * FROM kept_keys");

        await FlushSomethingAsync(owned);

        var (session, senderKey) = await owned.SendAsync();
        Assert.True(session >= 64 && senderKey >= 64, $"{session} and {senderKey} were sent before");
    }

    [Fact]
    public async Task What_was_met_by_another_write_of_the_handle_is_seen_by_the_flush()
    {
        await using var owned = await OpenAsync();
        _ = await owned.SendAsync();
        RunForeign(ForeignWrite);
        await owned.Store.StoreSentMessageAsync("chat", "id", new byte[] { 1 });
        Assert.Equal((0, 1), (owned.Cache.Health.ForeignCommits, owned.Store.Health.ForeignCommits));

        await FlushSomethingAsync(owned);
        Assert.Equal((1, 1), (owned.Cache.Health.ForeignCommits, owned.Store.Health.ForeignCommits));
    }

    [Fact]
    public async Task A_write_that_was_undone_after_it_met_one_hides_nothing()
    {
        await using var owned = await OpenAsync();
        _ = await owned.SendAsync();
        RunForeign(ForeignWrite);
        await Assert.ThrowsAsync<TimeoutException>(async () =>
            _ = await owned.Store.Database.WriteAsync<int, int>("fails", 0, static (_, _) => throw new TimeoutException()));

        await FlushSomethingAsync(owned);
        Assert.Equal((1, 1), (owned.Cache.Health.ForeignCommits, owned.Store.Health.ForeignCommits));
    }

    [Fact]
    public async Task Own_commits_accounts_checkpoints_and_failures_are_nobody_else_s()
    {
        var options = new SqliteOptions { Logger = Logger, CheckpointThreshold = 4 << 10, WalBound = 16 << 10, CheckpointIdle = TimeSpan.FromMilliseconds(5) };
        await using var owned = await OwnedAccount.OpenAsync(DatabasePath, 1, options);
        await using var second = await OwnedAccount.OpenCacheAsync(owned.Store.Database.Account(2));
        using var reader = new WitnessConnection(DatabasePath);
        for (var i = 0; i < 40; i++)
        {
            _ = await owned.SendAsync(3);
            _ = await Chains.SendAsync(second, 3);
            await owned.Cache.FlushAsync();
            await second.FlushAsync();
            await owned.Store.StoreSentMessageAsync("chat", $"{i}", new byte[3000]);
            _ = reader.QueryRows("SELECT count(*) FROM sessions");
            await Assert.ThrowsAsync<TimeoutException>(async () =>
                _ = await owned.Store.Database.WriteAsync<int, int>("fails", 0, static (_, _) => throw new TimeoutException()));
            if (i % 8 == 0)
            {
                await Task.Delay(10);
            }
        }

        Assert.True(owned.Store.Database.Checkpoints.Completed > 3);
        Assert.Equal((0, 0, 0), (owned.Cache.Health.ForeignCommits, second.Health.ForeignCommits, owned.Store.Health.ForeignCommits));
        Assert.Empty(Logger.Warnings);
    }

    [Fact]
    public async Task Another_handle_of_this_process_only_costs_reads()
    {
        await using var owned = await OpenAsync();
        await using var plain = await SqliteStore.OpenAsync(DatabasePath);
        _ = await owned.SendAsync(3);
        var life = owned.Cache.Incarnation;
        await plain.StoreSentMessageAsync("chat", "id", new byte[] { 1 });

        await FlushSomethingAsync(owned);

        Assert.Equal(1, owned.Cache.Health.ForeignCommits);
        Assert.Empty(Logger.Warnings);
        Assert.Equal(life, owned.Cache.Incarnation);
        Assert.False(owned.Cache.TryGetSession(Chains.Address, out _));
        Assert.Equal((3u, 3u), await owned.SendAsync());
    }

    [Fact]
    public async Task A_flush_runs_no_statement_for_it()
    {
        await using var owned = await OpenAsync();
        await FlushSomethingAsync(owned);
        var before = owned.Store.Database.Counters;

        await FlushSomethingAsync(owned);

        var cost = owned.Store.Database.Counters - before;
        // BEGIN, the row, COMMIT.
        Assert.Equal((3, 0, 1), (cost.Executions, cost.Prepared, cost.Transactions));
    }

    static async Task FlushSomethingAsync(OwnedAccount owned)
    {
        await owned.Cache.PutSessionAsync(s_other, SessionRecord.Empty);
        await owned.Cache.FlushAsync();
    }
}
