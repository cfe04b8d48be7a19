using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Stores.Accounts;

/// <summary>Accounts of one file, seen from below: whatever is called on one, no byte of another changes in any table that there is, and removing one leaves nothing of it.</summary>
public sealed class AccountIsolationTests : StoreTest
{
    // Four bystanders with the very same keys: ids before and after, and one whose number begins alike.
    static readonly int[] s_bystanders = [1, 3, 20, 200];

    public static TheoryData<int> Writes { get; } = [.. Enumerable.Range(0, EveryWrite.All.Count)];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task No_write_changes_a_row_of_another_account(int write)
    {
        await FillAsync();
        var before = Dump(ofAccount: 2, theOthers: true);
        if (EveryWrite.All[write].Name == nameof(SqliteStore.CreateAsync))
        {
            await Store.RemoveAsync(2);
        }

        await EveryWrite.All[write].RunAsync(Account(2), 2, CancellationToken.None);

        Assert.Equal(before, Dump(ofAccount: 2, theOthers: true));
    }

    [Fact]
    public async Task No_call_by_id_from_another_account_s_handle_goes_astray()
    {
        await FillAsync();
        var before = Dump(ofAccount: 2, theOthers: true);
        var own = Dump(ofAccount: 2, theOthers: false);

        Assert.False(await Store.ProvisionAsync(2, Sample.Keys(9)));
        Assert.Equal(own, Dump(ofAccount: 2, theOthers: false));
        await Account(20).ResetAsync(2, Sample.Keys(9));
        Assert.NotEqual(own, Dump(ofAccount: 2, theOthers: false));
        await Account(200).RemoveAsync(2);

        Assert.Equal(before, Dump(ofAccount: 2, theOthers: true));
        Assert.Empty(Dump(ofAccount: 2, theOthers: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removing_or_resetting_leaves_no_row_in_any_table_of_the_schema(bool reset)
    {
        await FillAsync();
        await QuarantineAsync();
        using (var witness = Witness())
        {
            Assert.Contains("wsf_quarantine", Tables());
            // A table that a call of this suite does not fill gets a row from beside, so that a new table cannot be forgotten.
            foreach (var table in Tables().Where(table => Count(witness, table, 2) == 0))
            {
                InsertAny(witness, table, 2);
            }

            Assert.All(Tables(), table => Assert.NotEqual(0, Count(witness, table, 2)));
        }

        await (reset ? Store.ResetAsync(2, Sample.Keys(77)) : Store.RemoveAsync(2));

        using var after = Witness();
        Assert.Equal(reset ? ["device"] : [], Tables().Where(table => Count(after, table, 2) != 0));
        Assert.Equal(reset ? 1 : 0, Count(after, "device", 2));
        Assert.Empty(after.QueryRows("PRAGMA foreign_key_check"));
    }

    async Task FillAsync()
    {
        await FilledAccount.FillAsync(Account(2));
        foreach (var bystander in s_bystanders)
        {
            await FilledAccount.FillAsync(Account(bystander));
        }
    }

    // A row that does not decode is copied aside before the next write; the copy is the account's, too.
    async Task QuarantineAsync()
    {
        using (var witness = Witness())
        {
            witness.Execute("UPDATE device_registry SET devices_json = 'broken' WHERE device_id = 2");
        }

        Assert.Null(await Account(2).GetDevicesAsync(FilledAccount.User));
        await Account(2).PutSessionAsync(FilledAccount.Address, default);
    }

    /// <summary>The tables with rows of accounts, whoever made them.</summary>
    IReadOnlyList<string> Tables()
    {
        using var witness = Witness();
        return witness.QueryTexts(
            """
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND (name = 'device' OR EXISTS (SELECT 1 FROM pragma_table_info(sqlite_master.name) AS columns WHERE columns.name = 'device_id'))
            ORDER BY name
            """);
    }

    List<string> Dump(int ofAccount, bool theOthers)
    {
        using var witness = Witness();
        return [.. Tables().SelectMany(table => witness
            .QueryRows($"SELECT * FROM {table} WHERE {Owner(table)} {(theOthers ? "<>" : "=")} {ofAccount} ORDER BY rowid")
            .Select(row => $"{table} {string.Join(' ', row.Select(Printed.Of))}"))];
    }

    static string Owner(string table) => table == "device" ? "id" : "device_id";

    static long Count(WitnessConnection witness, string table, int account) => (long)witness.QueryRows($"SELECT count(*) FROM {table} WHERE {Owner(table)} = {account}")[0][0]!;

    static void InsertAny(WitnessConnection witness, string table, int account)
    {
        var columns = witness.QueryRows($"SELECT name, type FROM pragma_table_info('{table}') WHERE pk = 0 OR type <> 'INTEGER' OR name = 'device_id'");
        var values = columns.Select(column => (string)column[0]! == "device_id" ? $"{account}" : (string)column[1]! is "BLOB" ? "x'01'" : (string)column[1]! is "TEXT" ? "'x'" : "1");
        witness.Execute($"INSERT INTO {table}({string.Join(", ", columns.Select(column => column[0]))}) VALUES ({string.Join(", ", values)})");
    }
}
