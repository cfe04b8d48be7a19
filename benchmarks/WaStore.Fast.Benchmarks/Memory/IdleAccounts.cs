using System.Globalization;
using WaStore.Fast.Aot;
using WaStore.Fast.CrashHost;
using WaStore.Fast.Signal;
using WaStore.Fast.Sqlite;

namespace WaStore.Fast.Benchmarks.Memory;

/// <summary>Whole accounts, with store, caches and workers, each of which has sent a message to a group of its own; and what they take once nothing happens any more.</summary>
sealed class IdleAccounts(AccountShape shape, string folder) : IAsyncDisposable
{
    // A connection is looked at once in that time, and must have been unused between two looks; then a moment for a busy machine.
    static readonly TimeSpan s_untilIdle = (2 * new SqliteOptions().ConnectionIdle) + TimeSpan.FromSeconds(2);

    static readonly TimeSpan s_untilForgotten = TimeSpan.FromSeconds(2);

    readonly List<SqliteAccount<SessionRecord, SenderKeyRecord>> _accounts = [];
    SqliteDatabase? _database;

    public static async Task<MemoryFigure> MeasureAsync(AccountShape shape, int accounts)
    {
        string folder = Directory.CreateTempSubdirectory("wastore-memory-").FullName;
        try
        {
            // What the runtime keeps of a first time is nobody's account.
            await using (var first = new IdleAccounts(shape, Path.Combine(folder, "first")))
            {
                await first.OpenAsync(1);
            }

            // The last account that a thread has worked on lives until the thread has other work, or for a second: one account alone seemed to take some 100 KiB less than one of 500.
            await Task.Delay(s_untilForgotten);
            await using var measured = new IdleAccounts(shape, Path.Combine(folder, "measured"));
            IdleMemory before = IdleMemory.Now();
            await measured.OpenAsync(accounts);
            IdleMemory busy = IdleMemory.Now();
            await Task.Delay(s_untilIdle);
            IdleMemory idle = IdleMemory.Now();
            return new MemoryFigure(
                shape, accounts, busy.Since(before) / accounts, (idle.Managed - before.Managed) / accounts, (idle.Native - before.Native) / accounts, (idle.Resident - before.Resident) / accounts);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteAccount<SessionRecord, SenderKeyRecord> account in _accounts)
        {
            await account.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    async Task OpenAsync(int accounts)
    {
        _ = Directory.CreateDirectory(folder);
        _database = shape == AccountShape.OneFile ? await SqliteDatabase.OpenAsync(Path.Combine(folder, "all.db")) : null;
        for (int i = 0; i < accounts; i++)
        {
            _accounts.Add(_database is null
                ? await SqliteAccount.OpenAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.db")), FirstSend.Options)
                : await SqliteAccount.OpenAsync(_database, i + 1, FirstSend.Options));
            _ = await FirstSend.SendAsync(_accounts[i], i);
            await _accounts[i].FlushAsync();
        }
    }
}
