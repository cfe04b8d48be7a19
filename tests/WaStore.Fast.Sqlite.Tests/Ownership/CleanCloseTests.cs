using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Sqlite.Tests.Crashes;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>After a clean close the chains go on exactly, and after anything else at the end of their leases (design.md 4, "clean-shutdown marker").</summary>
public sealed class CleanCloseTests : OwnershipTest
{
    // Three messages were sent, and their lease covers 64.
    const uint Exact = 3;
    const uint Burnt = 64;

    [Fact]
    public async Task A_clean_close_is_gone_on_from_exactly()
    {
        Incarnation life;
        await using (var owned = await OpenAsync())
        {
            life = owned.Cache.Incarnation;
            Assert.Equal((2u, 2u), await owned.SendAsync(3));
        }

        for (var next = Exact; next < 6; next++)
        {
            await using var owned = await OpenAsync();
            Assert.Equal(life, owned.Cache.Incarnation);
            Assert.Equal((next, next), await owned.SendAsync());
        }

        Assert.Empty(Logger.Warnings);
    }

    [Fact]
    public async Task From_process_to_process_too()
    {
        using (var other = await OtherOwnerAsync(DatabasePath))
        {
            for (var i = 0; i < Exact; i++)
            {
                await other.AskAsync("send", $"{i} {i}");
            }

            await other.AskAsync("close", "closed");
        }

        Assert.Equal((Exact, Exact), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_killed_process_burns_its_leases()
    {
        using (var other = await OtherOwnerAsync(DatabasePath))
        {
            await other.AskAsync("send", "0 0");
            await other.AskAsync("send", "1 1");
            _ = await other.KillAsync();
        }

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_crash_after_a_clean_close_does_too_since_the_marker_was_taken()
    {
        _ = await SendAndCloseAsync(3);
        var marked = new FileInfo(OwnerPath).Length;
        using (var other = await OtherOwnerAsync(DatabasePath))
        {
            // Nothing was sent yet, and already nothing but the name is left.
            Assert.Equal(OwnerName.Length, new FileInfo(OwnerPath).Length);
            _ = await other.KillAsync();
        }

        Assert.True(marked > OwnerName.Length);
        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_cache_that_was_not_disposed_burns()
    {
        var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.CrashAsync();

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
        // Its own end comes too late for anybody.
        await owned.Cache.ClearAsync();
        await owned.Cache.DisposeAsync();
        Assert.Equal((Burnt + 1, Burnt + 1), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_cache_that_could_not_flush_its_end_burns()
    {
        var owned = await OwnedAccount.OpenAsync(DatabasePath, 1, new SqliteOptions { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        _ = await owned.SendAsync(3);
        using (var blocker = CrashHostProcess.Start("lock", DatabasePath))
        {
            await blocker.ReadyAsync();
            await blocker.AskAsync("IMMEDIATE", "locked");
            await Assert.ThrowsAsync<StoreException>(async () => await owned.Cache.DisposeAsync());
            await blocker.AskAsync("release", "released");
        }

        await owned.Store.DisposeAsync();
        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task On_a_database_that_stays_open_a_cache_hands_over_to_the_next()
    {
        await using var database = await SqliteDatabase.OpenAsync(DatabasePath);
        for (var next = 0u; next < 3; next++)
        {
            await using var cache = await OwnedAccount.OpenCacheAsync(database.Account(1));
            Assert.Equal((next, next), await Chains.SendAsync(cache));
        }

        RunForeign(ForeignWrite);
        await using var after = await OwnedAccount.OpenCacheAsync(database.Account(1));
        Assert.Equal((Burnt, Burnt), await Chains.SendAsync(after));
    }

    [Fact]
    public async Task What_the_same_handle_wrote_without_a_cache_does_not_matter()
    {
        var owned = await OpenAsync();
        _ = await owned.SendAsync(3);
        await owned.Store.StoreSentMessageAsync("chat", "id", new byte[] { 1 });
        await owned.Cache.DisposeAsync();
        await owned.Store.StoreSentMessageAsync("chat", "other", new byte[] { 1 });
        await owned.Store.DisposeAsync();

        Assert.Equal((Exact, Exact), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task Lossily_cleared_rows_are_those_of_a_life_that_ended()
    {
        await using (var owned = await OpenAsync())
        {
            _ = await owned.SendAsync(3);
            await owned.Cache.ClearAsync();
        }

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task Without_syncs_no_close_is_clean()
    {
        await using (var owned = await OwnedAccount.OpenAsync(DatabasePath, 1, new SqliteOptions { Synchronous = SynchronousMode.Off }))
        {
            _ = await owned.SendAsync(3);
        }

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task Accounts_that_were_not_opened_are_carried_forward()
    {
        _ = await SendAndCloseAsync(3, account: 1);
        _ = await SendAndCloseAsync(3, account: 2);
        _ = await SendAndCloseAsync(1, account: 1);
        await using (var tool = await SqliteDatabase.OpenExistingAsync(DatabasePath))
        {
            tool.TakeOwnership();
            await tool.Account(3).StoreSentMessageAsync("chat", "id", new byte[] { 1 });
        }

        Assert.Equal((Exact, Exact), await SendAndCloseAsync(1, account: 2));
        Assert.Equal((Exact + 1, Exact + 1), await SendAndCloseAsync(1, account: 1));

        // A cache that was not disposed is one account's matter, a process that was killed is everybody's.
        await (await OpenAsync(account: 1)).CrashAsync();
        Assert.Equal((Exact + 1, Exact + 1), await SendAndCloseAsync(1, account: 2));
        using (var other = await OtherOwnerAsync(DatabasePath, account: 1))
        {
            _ = await other.KillAsync();
        }

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1, account: 2));
    }

    [Fact]
    public async Task A_second_handle_of_the_process_burns_and_the_last_one_to_close_leaves_the_marker()
    {
        var first = await OpenAsync(account: 1);
        var second = await OpenAsync(account: 2);
        _ = await first.SendAsync(3);
        _ = await second.SendAsync(3);
        await first.DisposeAsync();
        // The first one's last checkpoint looks like a commit to the second, until a flush has taken note.
        _ = await second.SendAsync(64);
        await second.DisposeAsync();

        Assert.Equal((Burnt, Burnt), await SendAndCloseAsync(1, account: 1));
        Assert.Equal((67u, 67u), await SendAndCloseAsync(1, account: 2));
    }

    [Fact]
    public async Task A_snapshot_carries_no_marker()
    {
        SnapshotReport snapshot;
        await using (var owned = await OpenAsync())
        {
            _ = await owned.SendAsync(3);
            await owned.Cache.DisposeAsync();
            snapshot = await owned.Store.Database.SnapshotAsync("s");
        }

        Assert.Equal(
            [DatabasePath, snapshot.Path, OwnerPath],
            Folder.Files.Order(StringComparer.Ordinal).OrderBy(static file => file.Length > 0 && file.EndsWith(OwnerFile.Suffix, StringComparison.Ordinal)));
        await using (var copy = await OwnedAccount.OpenAsync(snapshot.Path))
        {
            Assert.Equal((Burnt, Burnt), await copy.SendAsync());
        }

        Assert.Equal((Exact, Exact), await SendAndCloseAsync(1));
    }
}
