using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.CrashHost;
using WaStore.Fast.Directories;
using WaStore.Fast.Retention;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite.Tests.Ownership;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Accounts;

/// <summary>An account in a file: opened, closed, crashed, refused.</summary>
public sealed class SqliteAccountTests : OwnershipTest
{
    // Three messages were sent, and their lease covers 64.
    const uint Exact = 3;
    const uint Burnt = 64;

    // Nothing is written by itself.
    static readonly AccountOptions s_quiet = new() { Signal = OwnedAccount.Quiet };

    [Fact]
    public async Task A_clean_close_burns_no_counter()
    {
        for (var next = 0u; next < 3; next++)
        {
            await using var account = await OpenAccountAsync();
            Assert.Equal((next, next), await Chains.SendAsync(account.Signal));
        }

        Assert.Empty(Logger.Warnings);
        Assert.False(File.Exists(DatabasePath + "-wal"));
    }

    [Fact]
    public async Task An_account_that_was_not_closed_is_safe()
    {
        var crashed = await OpenAccountAsync();
        _ = await Chains.SendAsync(crashed.Signal, 3);
        await crashed.SentMessages.KeepAsync("c@g.us", "m", new byte[] { 1 });
        await crashed.SentMessages.FlushAsync();
        _ = await Chains.SendAsync(crashed.Signal);
        // The file under it goes away, as with a process that is gone.
        await crashed.Database.DisposeAsync();

        await using (var account = await OpenAccountAsync())
        {
            Assert.Equal((Burnt, Burnt), await Chains.SendAsync(account.Signal));
            Assert.NotNull(await account.SentMessages.PeekAsync("c@g.us", "m"));
        }

        // Its end comes too late for anybody.
        await Assert.ThrowsAnyAsync<Exception>(async () => await crashed.DisposeAsync());
        Assert.Equal((Burnt + 1, Burnt + 1), await SendAndCloseAsync(1));
    }

    [Fact]
    public async Task A_second_account_over_the_same_file_is_refused_and_harms_nobody()
    {
        var account = await OpenAccountAsync();
        _ = await Chains.SendAsync(account.Signal, 3);

        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAccountAsync());
        Assert.Equal(StoreErrorKind.Validation, refused.Kind);
        Assert.Contains("cache", refused.Message, StringComparison.Ordinal);

        Assert.Equal((Exact, Exact), await Chains.SendAsync(account.Signal));
        await account.DisposeAsync();
        await using var again = await OpenAccountAsync();
    }

    [Fact]
    public async Task What_was_learnt_without_a_device_keeps_nobody_from_closing()
    {
        var path = Folder.At("unprovisioned.db");
        var account = await SqliteAccount.OpenAsync(path, s_quiet);
        account.LidPnLearner.IsOnline = false;
        Assert.Equal(FastLearning.Learnt, account.LidPnLearner.LearnFast(new LidPnPair("100000012345678", "559980000001"), LearningSource.PeerPnMessage));

        // Told once that it is lost; the file is free.
        _ = await Assert.ThrowsAsync<StoreException>(async () => await account.DisposeAsync());
        await account.DisposeAsync();
        await using var again = await SqliteAccount.OpenAsync(path, s_quiet);
        Assert.False(again.Device.IsProvisioned);
    }

    [Fact]
    public async Task A_second_process_is_refused_and_told_who_the_owner_is()
    {
        using (var other = await OtherOwnerAsync(DatabasePath))
        {
            var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAccountAsync());
            Assert.Equal(StoreErrorKind.Connection, refused.Kind);
            Assert.Contains($"process {other.Id} (dotnet)", refused.Message, StringComparison.Ordinal);
            await other.AskAsync("close", "closed");
        }

        await using var account = await OpenAccountAsync();
        Assert.StartsWith("refused Connection", await AskForAsync(DatabasePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_opening_leaves_the_file_free()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SqliteAccount.OpenAsync(DatabasePath, cancellationToken: Sample.Cancelled));
        Assert.Empty(Folder.Files);
        await using var account = await OpenAccountAsync();
    }

    [Fact]
    public async Task An_account_gets_its_device_when_its_owner_has_keys()
    {
        await using (var account = await OpenAccountAsync())
        {
            Assert.False(account.Device.IsProvisioned);
            Assert.Throws<StoreException>(() => account.Device.GetSnapshot());
            Assert.True(await account.TcTokens.IsIssueDueAsync(new TcContact("1", null)));
            await account.FlushAsync();
            Assert.True(await account.Device.ProvisionAsync(Sample.Keys(1)));
            Assert.True(account.Health.IsProvisioned);
        }

        await using var again = await OpenAccountAsync();
        Assert.Equal(2u, again.Device.GetSnapshot().Row.RegistrationId);
    }

    [Fact]
    public async Task Keys_clock_and_logger_of_the_file_are_the_account_s()
    {
        var sqlite = new SqliteOptions { DeviceKeySource = Sample.KeySource, Logger = Logger, TimeProvider = new FakeTime() };
        await using (var account = await SqliteAccount.OpenAsync(DatabasePath, sqlite: sqlite, deviceId: 7))
        {
            Assert.True(account.Device.IsProvisioned);
            Assert.Equal(7, account.Store.DeviceId);
            _ = await account.Device.ModifyAsync(static device => device with { Row = device.Row with { PushName = "bot" } });
            await account.Device.FlushAsync();
            Assert.Equal(sqlite.TimeProvider.GetUtcNow(), account.Health.Device.LastSavedAt);
        }

        await using var database = await SqliteDatabase.OpenAsync(DatabasePath, sqlite);
        Assert.Equal([7], (await database.Account(1).ListDevicesAsync()).Select(static device => device.DeviceId));
        await using var other = await SqliteAccount.OpenAsync(database, 8);
        Assert.True(other.Device.IsProvisioned);
    }

    [Fact]
    public async Task A_url_is_a_path()
    {
        await using var account = await SqliteAccount.OpenAsync("sqlite://" + DatabasePath);
        Assert.Equal(DatabasePath, account.Database.Path);
    }

    [Fact]
    public async Task Accounts_of_one_file_share_it_and_nothing_else()
    {
        await using (var database = await SqliteDatabase.OpenAsync(DatabasePath, new SqliteOptions { Logger = Logger }))
        {
            await using (var first = await SqliteAccount.OpenAsync(database, 1, s_quiet))
            await using (var second = await SqliteAccount.OpenAsync(database, 2, s_quiet))
            {
                _ = await Chains.SendAsync(first.Signal, 3);
                _ = await Chains.SendAsync(second.Signal, 5);
                await first.MsgSecrets.KeepAsync(new ReceivedMsgSecret("c@g.us", "1@lid", "m", new byte[32], MsgSecretClass.Text, 0));
                Assert.Null(await second.MsgSecrets.FindAsync(new MsgSecretQuery("c@g.us", "1@lid", "m")));
                var refused = await Assert.ThrowsAsync<StoreException>(async () => await SqliteAccount.OpenAsync(database, 2));
                Assert.Equal(StoreErrorKind.Validation, refused.Kind);
            }

            // The accounts are closed and the file is not.
            Assert.NotNull(await database.Account(1).GetMsgSecretAsync("c@g.us", "1@lid", "m"));
        }

        Assert.Equal((Exact, Exact), await SendAndCloseAsync(1, account: 1));
        Assert.Equal((5u, 5u), await SendAndCloseAsync(1, account: 2));
    }

    [Fact]
    public async Task A_snapshot_has_the_device_as_it_is_now()
    {
        await using var account = await SqliteAccount.OpenAsync(DatabasePath, s_quiet with { Device = new() { DeviceKeySource = Sample.KeySource, SaveDelay = TimeSpan.FromSeconds(9) } });
        _ = await account.Device.ModifyAsync(static device => device with { Row = device.Row with { PushName = "new" } });
        await account.CreateSnapshotAsync("look", new byte[] { 1, 2 });

        var copy = Assert.Single(Folder.Files, static file => file.Contains("look", StringComparison.Ordinal) && !file.EndsWith(".extra", StringComparison.Ordinal) && new FileInfo(file).Length > 2);
        await using var seen = await SqliteStore.OpenAsync(copy);
        Assert.Equal("new", (await seen.LoadAsync())?.PushName);
    }

    [Fact]
    public async Task Bad_ids_and_paths_open_nothing()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await SqliteAccount.OpenAsync(DatabasePath, deviceId: 0));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await SqliteAccount.OpenAsync((SqliteDatabase)null!, 1));
        await Assert.ThrowsAsync<ArgumentException>(async () => await SqliteAccount.OpenAsync(DatabasePath, new AccountOptions { Signal = new() { Stripes = 3 } }));
        Assert.Empty(Folder.Files);
        await Assert.ThrowsAsync<StoreException>(async () => await SqliteAccount.OpenAsync(Path.GetDirectoryName(DatabasePath)!));
    }

    async Task<SqliteAccount<SessionRecord, SenderKeyRecord>> OpenAccountAsync() =>
        await SqliteAccount.OpenAsync(DatabasePath, s_quiet, new SqliteOptions { Logger = Logger });
}
