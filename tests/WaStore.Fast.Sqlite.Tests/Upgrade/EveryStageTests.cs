using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>A file of each stage, with rows in every table that it has, opened as a bot opens it.</summary>
public sealed class EveryStageTests : IDisposable
{
    const string Recorded = "SELECT version || ' ' || typeof(version) || ' ' || typeof(run_on) || ' ' || length(run_on) FROM __diesel_schema_migrations ORDER BY rowid";

    readonly TempDatabase _database = new();
    readonly TempDatabase _expected = new();

    public static TheoryData<int> Stages => [.. Enumerable.Range(0, Migrations.All.Count + 1)];

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Every_row_stands_in_the_newest_schema_as_it_has_to(int stage)
    {
        CreateFile(stage);

        await using (var database = await SqliteDatabase.OpenAsync(_database.Path))
        {
            Assert.Equal(Migrations.All.Skip(stage).Select(migration => migration.ToString()), database.MigrationReport.Applied);
        }

        using var expected = _expected.CreateAtStage(24);
        StageData.FillExpected(expected, stage);
        using var actual = new WitnessConnection(_database.Path);
        Assert.Equal(SchemaDump.Read(expected), SchemaDump.Read(actual));
        foreach (var table in EveryRow.Tables(expected).Where(table => table != MigrationState.VersionTable))
        {
            Assert.Equal(WithoutRowIds(EveryRow.Read(expected, table)), WithoutRowIds(EveryRow.Read(actual, table)));
        }

        Assert.Equal(expected.QueryTexts(Recorded), actual.QueryTexts(Recorded));
        Assert.Equal(["ok"], actual.QueryTexts("PRAGMA integrity_check"));
        Assert.Empty(actual.QueryRows("PRAGMA foreign_key_check"));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Its_accounts_answer_through_the_store(int stage)
    {
        CreateFile(stage);

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);

        foreach (var account in StageData.Accounts(stage))
        {
            var store = database.Account(account);
            Assert.Equal("Ana", (await store.LoadAsync())!.PushName);
            Assert.Equal(5000, (await store.GetSessionAsync("3@lid.0"))!.Length);
            Assert.Empty((await store.GetSessionAsync("empty@lid.0"))!);
            Assert.Equal(1_700_000_000, (await store.GetSyncKeyAsync(new byte[] { 0x01 }))!.Timestamp);
            Assert.Equal(0, (await store.GetSyncKeyAsync(new byte[] { 0x02 }))!.KeyData.Length);
            Assert.Equal("02", Convert.ToHexString((await store.GetLatestSyncKeyIdAsync())!));
            Assert.Equal(7UL, (await store.GetVersionAsync("regular")).Version);
            Assert.Equal(stage is >= 14 and < 24, (await store.LoadAsync())!.ServerCertChain is { Leaf.NotAfter: 1_899_999_500 });
        }

        Assert.Equal(0, database.Health.CorruptRows);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task Each_migration_is_one_transaction(int stage)
    {
        CreateFile(stage);

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);

        // Beside them: the versions' table, the blobs, our own indexes.
        var missing = Migrations.All.Count - stage;
        Assert.Equal(missing + (missing > 0 ? 1 : 0) + (stage > 0 ? 1 : 0) + 1, database.Counters.Transactions);
    }

    [Fact]
    public async Task Gaps_are_filled_whatever_was_applied_later()
    {
        using (var connection = _database.CreateAtStage(24))
        {
            connection.Execute(
                """
                DELETE FROM __diesel_schema_migrations WHERE version IN ('20260212000000', '20260601000000', '20260816000000');
                DROP TABLE tc_tokens;
                DROP TABLE group_metadata;
                ALTER TABLE device DROP COLUMN server_client_expiration;
                INSERT INTO __diesel_schema_migrations (version) VALUES ('20260709000000'), ('99990101000000');
                """);
        }

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);

        Assert.Equal(["20260212000000 add_tc_tokens", "20260601000000 add_group_metadata", "20260816000000 add_client_expiration"], database.MigrationReport.Applied);
        await database.Account(1).PutTcTokenAsync("1@lid", new TcToken(new byte[] { 1 }, 2, null));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_those_before_it_and_the_next_open_goes_on()
    {
        using (var connection = _database.CreateAtStage(9))
        {
            StageData.Fill(connection, 9);
            connection.Execute("ALTER TABLE skdm_recipients RENAME TO elsewhere");
        }

        var failure = await Assert.ThrowsAsync<StoreException>(async () => await SqliteDatabase.OpenAsync(_database.Path));

        Assert.Equal(StoreErrorKind.Migration, failure.Kind);
        Assert.Contains("20260326000000 (unified_sender_key_devices)", failure.Message, StringComparison.Ordinal);
        using (var witness = new WitnessConnection(_database.Path))
        {
            Assert.Equal(10, witness.QueryTexts("SELECT version FROM __diesel_schema_migrations").Count);
            witness.Execute("ALTER TABLE elsewhere RENAME TO skdm_recipients");
        }

        await using var database = await SqliteDatabase.OpenAsync(_database.Path);
        Assert.Equal(14, database.MigrationReport.Applied.Count);
        Assert.Equal(3, (await database.Account(2).GetSenderKeyDevicesAsync("g")).Count);
    }

    public void Dispose()
    {
        _database.Dispose();
        _expected.Dispose();
    }

    void CreateFile(int stage)
    {
        using var connection = _database.CreateAtStage(stage);
        if (stage > 0)
        {
            StageData.Fill(connection, stage);
        }
    }

    // Where rows were moved, their ids follow the move; the order of the content is the same.
    static IEnumerable<string> WithoutRowIds(IEnumerable<string> rows) => rows.Select(row => row[(row.IndexOf(',', StringComparison.Ordinal) + 2)..]).Order(StringComparer.Ordinal);
}
