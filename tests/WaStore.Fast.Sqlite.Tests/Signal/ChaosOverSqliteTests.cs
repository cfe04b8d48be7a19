using WaStore.Fast.Tests.Signal.Cache;
using Xunit.Abstractions;

namespace WaStore.Fast.Sqlite.Tests.Signal;

/// <summary>The chaos world of the cache over real files, an account for each seed: with SQLite's transactions, and with a store that makes none.</summary>
public sealed class ChaosOverSqliteTests(ITestOutputHelper output) : IAsyncLifetime
{
    readonly Engine.TempFolder _folder = new();
    SqliteDatabase _database = null!;
    int _accounts;

    public async Task InitializeAsync() => _database = await SqliteDatabase.OpenAsync(_folder.File("chaos.db"));

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task No_counter_comes_twice_and_no_write_is_lost_whatever_happens() =>
        output.WriteLine(await ChaosRun.OverSeedsAsync(seed => new(new ChaosWorld(seed, NewAccount())), seeds: 12));

    [Fact]
    public async Task Nor_without_transactions_when_a_commit_fails_between_two_writes() =>
        output.WriteLine(await ChaosRun.OverSeedsAsync(
            seed =>
            {
                var (store, steps) = SteppedSignals.Over(NewAccount());
                return new(new ChaosWorld(seed, store, steps));
            },
            seeds: 12));

    SqliteStore NewAccount() => _database.Account(++_accounts);
}
