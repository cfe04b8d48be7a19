using SQLitePCL;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Stores.Accounts;

/// <summary>
/// What an account costs that is open and has been idle for a second: managed memory and SQLite's own together, below the bar of 400 KiB (performance.md). The figures are printed.
/// </summary>
[Collection(Name)]
public sealed class AccountMemoryTests(ITestOutputHelper output)
{
    const string Name = "Alone";
    const long Bar = 400 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task Many_accounts_in_one_file(int accounts)
    {
        using var folder = new TempFolder();
        await MakeFileAsync(folder);
        var before = Memory.Now();
        await using var database = await SqliteDatabase.OpenAsync(folder.At("made.db"));
        var stores = Sample.Many(accounts, i => database.Account(i + 1));
        foreach (var store in stores)
        {
            await LogInAsync(store);
        }

        await AssertBelowTheBarAsync("in one file", accounts, before);
        GC.KeepAlive(stores);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public Task Many_files_of_one_account(int accounts) => FilesAsync("in files of their own", accounts, new SqliteOptions(), LogInAsync);

    /// <summary>The worst case, for which a host of many files has an option: every statement there is, prepared.</summary>
    [Theory]
    [InlineData(50)]
    public Task Many_files_of_one_account_without_readers_after_every_call_there_is(int accounts) =>
        FilesAsync("in files of their own, no readers, every statement prepared", accounts, new SqliteOptions { Readers = 0 }, DoEverythingAsync);

    async Task FilesAsync(string where, int accounts, SqliteOptions options, Func<SqliteStore, Task> use)
    {
        using var folder = new TempFolder();
        await MakeFileAsync(folder);
        for (var i = 0; i < accounts; i++)
        {
            // Closed, so that nobody's locks hang on it; and faster than migrating each.
            File.Copy(folder.At("made.db"), folder.At($"{i}.db"));
        }

        var before = Memory.Now();
        var stores = new List<SqliteStore>();
        for (var i = 0; i < accounts; i++)
        {
            stores.Add(await SqliteStore.OpenAsync(folder.At($"{i}.db"), options));
            await use(stores[i]);
        }

        await AssertBelowTheBarAsync(where, accounts, before);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    // The device, a message received and one sent to a group: what a bot does between two pauses.
    static async Task LogInAsync(SqliteStore store)
    {
        _ = await store.ProvisionAsync(store.DeviceId, Sample.Keys(store.DeviceId));
        await store.SaveAsync((await store.LoadAsync())! with { LoginCounter = 1 });
        await store.StorePreKeysAsync(Sample.Many(100, i => new PreKeyEntry((uint)i, Sample.Blob(74, i))), uploaded: true);
        await store.PutLidMappingsAsync(Sample.Many(20, Sample.Mapping));
        _ = await store.GetAllLidMappingsAsync();
        var received = new StoreBatch();
        received.PutSession("1@lid.0", Sample.Blob(1_500, 1));
        received.PutIdentity("1@lid.0", Sample.Key(1));
        received.ConsumePreKey(3);
        received.StorePendingInbound("c", "s", "m", Sample.Blob(200, 1));
        await store.CommitAsync(received);
        await store.DeletePendingInboundAsync("c", "s", "m");
        await store.UpdateDeviceListsAsync(Sample.Many(20, i => Sample.DeviceList($"{i}", i)));
        _ = await store.GetDeviceListsAsync(Sample.Many(20, i => $"{i}"));
        _ = await store.GetSenderKeyDevicesAsync("g");
        _ = await store.GetSessionsAsync(Sample.Many(20, i => $"{i}@lid.0"));
        _ = await store.LoadIdentitiesAsync(Sample.Many(20, i => $"{i}@lid.0"));
        _ = await store.GetSenderKeyAsync("g");
        var sent = new StoreBatch();
        sent.PutSenderKey("g", Sample.Blob(400, 1));
        sent.StoreSentMessage("g", "m", Sample.Blob(200, 2));
        sent.SetSenderKeyStatus("g", Sample.Many(20, i => new SenderKeyDevice($"{i}", true)));
        sent.PutMsgSecrets(Sample.Of(Sample.Secret("m", 1)));
        await store.CommitAsync(sent);
    }

    static async Task DoEverythingAsync(SqliteStore store)
    {
        await LogInAsync(store);
        await FilledAccount.FillAsync(store);
        _ = await FilledAccount.DescribeAsync(store);
    }

    static async Task MakeFileAsync(TempFolder folder)
    {
        await using var store = await SqliteStore.OpenAsync(folder.At("made.db"));
        await DoEverythingAsync(store);
    }

    // Idle is a second without a write, by default: then the page caches go.
    async Task AssertBelowTheBarAsync(string where, int accounts, Memory before)
    {
        var busy = Memory.Now();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var idle = Memory.Now();
        for (var i = 0; i < 40 && idle.Since(before) / accounts > Bar; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250));
            idle = Memory.Now();
        }

        var (managed, native) = ((idle.Managed - before.Managed) / accounts, (idle.Native - before.Native) / accounts);
        output.WriteLine($"{accounts} accounts {where}: {Kib(busy.Since(before) / accounts)} KiB each busy; idle {Kib(managed)} managed + {Kib(native)} SQLite; process {Kib((idle.Resident - before.Resident) / accounts)}");
        Assert.NotEqual(0, idle.Native);
        Assert.InRange(managed + native, 1, Bar);
    }

    static string Kib(long bytes) => $"{bytes / 1024.0:0.0}";

    readonly record struct Memory(long Managed, long Native, long Resident)
    {
        internal static Memory Now() => new(GC.GetTotalMemory(forceFullCollection: true), raw.sqlite3_memory_used(), Environment.WorkingSet);

        internal long Since(Memory before) => Managed + Native - before.Managed - before.Native;
    }

    /// <summary>The heap is the whole process's, so nothing else runs beside these.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;
}
