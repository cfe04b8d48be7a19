using SQLitePCL;
using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Stores.Accounts;

/// <summary>What an account costs that is open and idle: managed memory and SQLite's own together, below the bar of 400 KiB. The figures are printed.</summary>
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
        await WarmUpAsync(folder);
        var before = Memory.Now();
        await using var database = await SqliteDatabase.OpenAsync(folder.At("store.db"));
        var stores = Sample.Many(accounts, i => database.Account(i + 1));
        foreach (var store in stores)
        {
            await UseAsync(store, store.DeviceId);
        }

        AssertBelowTheBar("in one file", accounts, before);
        GC.KeepAlive(stores);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public async Task Many_files_of_one_account(int accounts)
    {
        using var folder = new TempFolder();
        await WarmUpAsync(folder);
        for (var i = 0; i < accounts; i++)
        {
            // Closed, so that nobody's locks hang on it; and faster than migrating each.
            File.Copy(folder.At("warm.db"), folder.At($"{i}.db"));
        }

        var before = Memory.Now();
        var stores = new List<SqliteStore>();
        for (var i = 0; i < accounts; i++)
        {
            stores.Add(await SqliteStore.OpenAsync(folder.At($"{i}.db")));
            await UseAsync(stores[i], 1);
        }

        AssertBelowTheBar("in files of their own", accounts, before);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    // A login's worth of work, so that both connections are open and have their common statements.
    static async Task UseAsync(SqliteStore store, int seed)
    {
        _ = await store.ProvisionAsync(store.DeviceId, Sample.Keys(seed));
        _ = await store.LoadAsync();
        await FilledAccount.FillAsync(store);
        _ = await FilledAccount.DescribeAsync(store);
        var batch = new StoreBatch();
        batch.PutSession("1@lid.0", Sample.Blob(1_500, seed));
        batch.StoreSentMessage("c", "m", Sample.Blob(200, seed));
        await store.CommitAsync(batch);
        _ = await store.GetSessionsAsync(Sample.Many(20, i => $"{i}@lid.0"));
    }

    static async Task WarmUpAsync(TempFolder folder)
    {
        await using var store = await SqliteStore.OpenAsync(folder.At("warm.db"));
        await UseAsync(store, 1);
    }

    void AssertBelowTheBar(string where, int accounts, Memory before)
    {
        var now = Memory.Now();
        var (managed, native) = ((now.Managed - before.Managed) / accounts, (now.Native - before.Native) / accounts);
        output.WriteLine($"{accounts} accounts {where}: {managed / 1024.0:0.0} KiB managed + {native / 1024.0:0.0} KiB SQLite each; process {(now.Resident - before.Resident) / accounts / 1024.0:0} KiB each");
        Assert.NotEqual(0, now.Native);
        Assert.InRange(managed + native, 1, Bar);
    }

    readonly record struct Memory(long Managed, long Native, long Resident)
    {
        internal static Memory Now()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new Memory(GC.GetTotalMemory(forceFullCollection: true), raw.sqlite3_memory_used(), Environment.WorkingSet);
        }
    }

    /// <summary>The heap is the whole process's, so nothing else runs beside these.</summary>
    [CollectionDefinition(Name, DisableParallelization = true)]
    public sealed class Alone;
}
