using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Stores.Goldens;

/// <summary>What we write into, or as, a file of the reference.</summary>
public sealed class GoldenWritesTests
{
    [Fact]
    public async Task What_we_write_has_the_references_types_and_bytes_in_every_column()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        using var folder = new TempFolder();
        await using (var from = await SqliteDatabase.OpenAsync(golden.StorePath))
        await using (var to = await SqliteDatabase.OpenAsync(folder.At("store.db")))
        {
            using var keys = new WitnessConnection(golden.StorePath);
            foreach (var account in golden.Accounts)
            {
                await AccountCopy.RunAsync(keys, from.Account(account.DeviceId), to.Account(account.DeviceId));
            }
        }

        using var theirs = new WitnessConnection(golden.StorePath);
        using var ours = new WitnessConnection(folder.At("store.db"));
        foreach (var table in TableDump.Tables)
        {
            var expected = TableDump.Read(theirs, table);
            Assert.NotEmpty(expected);
            var actual = TableDump.Read(ours, table);
            var onlyTheirs = expected.Except(actual).ToList();
            var onlyOurs = actual.Except(expected).ToList();
            if (table == "app_state_keys")
            {
                // A key of another length reads as absent, as it does for the reference: there is nothing to write.
                Assert.Equal((golden.Accounts.Count, 0), (onlyTheirs.Count, onlyOurs.Count));
                continue;
            }

            if (table == "app_state_versions")
            {
                // The reference wrote maps of several entries in no order of theirs; the same bytes in another order.
                Assert.InRange(onlyTheirs.Count, 1, golden.Accounts.Sum(StatesWithMaps));
                Assert.Equal(onlyTheirs.Select(Sorted).Order(StringComparer.Ordinal), onlyOurs.Select(Sorted).Order(StringComparer.Ordinal));
                continue;
            }

            Assert.True(onlyTheirs.Count + onlyOurs.Count == 0, $"{table}, theirs:\n{string.Join('\n', onlyTheirs.Take(3))}\nours:\n{string.Join('\n', onlyOurs.Take(3))}");
        }
    }

    [Theory]
    [InlineData(GoldenStage.Migration24)]
    [InlineData(GoldenStage.Migration23)]
    public async Task After_writes_of_every_kind_the_file_is_whole(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        await using (var database = await SqliteDatabase.OpenAsync(golden.StorePath, new SqliteOptions { DeviceKeySource = Sample.KeySource }))
        {
            foreach (var account in golden.Accounts)
            {
                var store = database.Account(account.DeviceId);
                await FilledAccount.FillAsync(store);
                foreach (var write in EveryWrite.All)
                {
                    await write.RunAsync(store, account.DeviceId, CancellationToken.None);
                }

                await FilledAccount.FillAsync(store);
            }

            _ = await database.CreateAccountAsync();
        }

        using var witness = new WitnessConnection(golden.StorePath);
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        Assert.Empty(witness.QueryRows("PRAGMA foreign_key_check"));
        Assert.Equal(["wal"], witness.QueryTexts("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Removing_an_account_leaves_the_other_as_the_reference_wrote_it()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        Dictionary<string, List<string>> before;
        using (var witness = new WitnessConnection(golden.StorePath))
        {
            witness.Execute("CREATE TABLE foreign_notes(device_id INTEGER, note TEXT); INSERT INTO foreign_notes VALUES (1, 'stays')");
            before = TableDump.Tables.ToDictionary(table => table, table => OfAccount(witness, table, 2));
        }

        await using (var database = await SqliteDatabase.OpenAsync(golden.StorePath))
        {
            await database.Account(2).RemoveAsync(1);
        }

        using var after = new WitnessConnection(golden.StorePath);
        Assert.Equal(["stays"], after.QueryTexts("SELECT note FROM foreign_notes"));
        Assert.Equal(["device", "foreign_notes"], Owned(after));
        foreach (var table in TableDump.Tables)
        {
            Assert.NotEmpty(before[table]);
            Assert.Equal(before[table], TableDump.Read(after, table));
        }
    }

    static List<string> OfAccount(WitnessConnection file, string table, int account) =>
        [.. TableDump.Read(file, table).Where(line => line.Contains($"{(table == "device" ? "id" : "device_id")} integer {account}", StringComparison.Ordinal))];

    // The tables that still have a row of account 1, and the device table, whose other row stays.
    static IReadOnlyList<string> Owned(WitnessConnection file) =>
    [
        .. file.QueryTexts("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            .Where(table => table == "device" || (file.QueryTexts($"SELECT 1 FROM pragma_table_info('{table}') WHERE name = 'device_id'").Count > 0
                && file.QueryTexts($"SELECT 1 FROM {table} WHERE device_id = 1 LIMIT 1").Count > 0)),
    ];

    static int StatesWithMaps(GoldenAccount account) =>
        account["versions"].EnumerateObject().Count(state => state.Value.GetProperty("indexValueMap").EnumerateObject().Count() > 1);

    static string Sorted(string line) => string.Concat(line.Order());
}
