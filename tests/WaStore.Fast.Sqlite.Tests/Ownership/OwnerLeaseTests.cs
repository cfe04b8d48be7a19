using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Ownership;
using WaStore.Fast.Stores;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Sqlite.Tests.Ownership;

/// <summary>One process, and in it one cache, has an account (design.md 4, "one owner").</summary>
public sealed class OwnerLeaseTests : OwnershipTest
{
    [Fact]
    public async Task A_second_process_is_refused_and_told_who_the_owner_is()
    {
        using var other = await OtherOwnerAsync(DatabasePath);

        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Equal(StoreErrorKind.Connection, refused.Kind);
        Assert.Contains($"process {other.Id} (dotnet) on host '{Environment.MachineName}' since {DateTime.UtcNow:yyyy-MM-dd}", refused.Message, StringComparison.Ordinal);
        Assert.Contains(DatabasePath, refused.Message, StringComparison.Ordinal);

        // Another account of the file is refused as well; the file itself is not.
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync(account: 2));
        await using (var plain = await SqliteStore.OpenAsync(DatabasePath))
        {
            await plain.StoreSentMessageAsync("chat", "id", new byte[] { 1 });
        }

        await other.AskAsync("close", "closed");
        await using var owned = await OpenAsync();
    }

    [Fact]
    public async Task This_process_is_named_to_others()
    {
        await using var owned = await OpenAsync();

        Assert.StartsWith($"refused Connection database connection error: the Signal state of '{DatabasePath}' is owned by process {Environment.ProcessId} (", await AskForAsync(DatabasePath));
    }

    [Fact]
    public async Task A_killed_owner_owns_nothing_any_more()
    {
        using var other = await OtherOwnerAsync(DatabasePath);
        Assert.True(await other.KillAsync());

        await using var owned = await OpenAsync();
    }

    [Fact]
    public async Task The_name_of_a_live_process_without_the_lock_is_no_matter()
    {
        await File.WriteAllBytesAsync(OwnerPath, OwnerName.OfThisProcess(DateTimeOffset.UtcNow));
        Assert.Equal("owned", await AskForAsync(DatabasePath));

        await File.WriteAllTextAsync(OwnerPath, "WaStore.Fast owner\npid=1\nprogram=init\nhost=h\nsince=always\n");
        await using var owned = await OpenAsync();
    }

    [Fact]
    public async Task Handles_and_accounts_of_one_process_share_it()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync(account: 2);
        await using var third = await OwnedAccount.OpenCacheAsync(first.Store.Database.Account(3));
        Assert.Equal((0u, 0u), await second.SendAsync());
        await first.DisposeAsync();

        Assert.StartsWith("refused", await AskForAsync(DatabasePath), StringComparison.Ordinal);
        await second.DisposeAsync();
        Assert.Equal("owned", await AskForAsync(DatabasePath));
    }

    [Fact]
    public async Task An_account_has_one_cache()
    {
        await using var database = await SqliteDatabase.OpenAsync(DatabasePath);
        var cache = await OwnedAccount.OpenCacheAsync(database.Account(1));

        var twice = await Assert.ThrowsAsync<StoreException>(async () => await OwnedAccount.OpenCacheAsync(database.Account(1)));
        Assert.Equal(StoreErrorKind.Validation, twice.Kind);
        await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        await using (await OwnedAccount.OpenCacheAsync(database.Account(2)))
        {
        }

        await cache.DisposeAsync();
        await using var again = await OwnedAccount.OpenCacheAsync(database.Account(1));
    }

    [Fact]
    public async Task Nothing_opens_a_cache_without_the_lease()
    {
        await using var store = await SqliteStore.OpenAsync(DatabasePath);
        Assert.Throws<ArgumentException>(() => new SignalStoreCache<SessionRecord, SenderKeyRecord>(store));
        Assert.Throws<ArgumentException>(() => new SignalStoreCache<SessionRecord, SenderKeyRecord>(
            Backend.Combine(store, new InMemoryBackend(), store, store, store)));
    }

    [Fact]
    public async Task In_memory_there_is_no_file_but_one_cache_all_the_same()
    {
        const string Name = "file:owner-tests?mode=memory&cache=shared";
        await using var first = await OwnedAccount.OpenAsync(Name);
        await Assert.ThrowsAsync<StoreException>(() => OwnedAccount.OpenAsync(Name));
        await using var second = await OwnedAccount.OpenAsync(Name, account: 2);
        Assert.Equal((0u, 0u), await first.SendAsync());
    }

    [Fact]
    public async Task Plain_use_of_a_store_makes_no_file()
    {
        await using (var store = await SqliteStore.OpenAsync(DatabasePath))
        {
            await store.PutSessionAsync("a", new byte[] { 1 });
        }

        Assert.False(File.Exists(OwnerPath));
    }

    [Fact]
    public async Task A_link_to_the_database_leads_to_the_same_owner()
    {
        await using var owned = await OpenAsync();
        Directory.CreateDirectory(Folder.At("elsewhere"));
        var link = Path.Combine(Folder.At("elsewhere"), "link.db");
        File.CreateSymbolicLink(link, DatabasePath);

        Assert.StartsWith("refused", await AskForAsync(link), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => OwnedAccount.OpenAsync(link));
        await using (await OwnedAccount.OpenAsync(link, account: 2))
        {
        }

        Assert.Equal([link], Directory.EnumerateFiles(Folder.At("elsewhere")));
    }

    [Fact]
    public async Task The_owner_file_is_private_and_stays()
    {
        _ = await SendAndCloseAsync(1);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(OwnerPath));
        }

        var before = FileStat.Of(OwnerPath)!.Value;
        _ = await SendAndCloseAsync(1);
        Assert.True(FileStat.Of(OwnerPath)!.Value.IsSameFile(before));
    }

    [Fact]
    public async Task A_closed_database_s_cache_can_make_nothing_durable()
    {
        var owned = await OpenAsync();
        Assert.Equal((1u, 1u), await owned.SendAsync(2));
        await owned.CrashAsync();
        await using var next = await OpenAsync();

        _ = await Assert.ThrowsAsync<StoreException>(() => owned.SendAsync(65));
        Assert.Equal((64u, 64u), await next.SendAsync());

        // Nor does its end give away what is the next one's.
        await owned.Cache.ClearAsync();
        await owned.Cache.DisposeAsync();
        Assert.Equal(StoreErrorKind.Validation, (await Assert.ThrowsAsync<StoreException>(() => OpenAsync())).Kind);
    }

    [Fact]
    public async Task A_tool_owns_the_file_too()
    {
        using (var other = await OtherOwnerAsync(DatabasePath))
        {
            await using var refused = await SqliteDatabase.OpenAsync(DatabasePath);
            Assert.Contains($"process {other.Id} ", Assert.Throws<StoreException>(refused.TakeOwnership).Message, StringComparison.Ordinal);
            var migrating = await Assert.ThrowsAsync<StoreException>(() => SqliteDatabase.MigrateAsync(DatabasePath));
            Assert.Contains($"process {other.Id} ", migrating.Message, StringComparison.Ordinal);
            await other.AskAsync("close", "closed");
        }

        await using var database = await SqliteDatabase.OpenAsync(DatabasePath);
        database.TakeOwnership();
        Assert.StartsWith("refused", await AskForAsync(DatabasePath), StringComparison.Ordinal);
    }
}
