using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Upgrade;

/// <summary>Files that a newer upstream or somebody else has been at (spec/storage.md, appendix A), and files of ours that a newer upstream comes to.</summary>
public sealed class NewerUpstreamTests : IDisposable
{
    // They take the whole account, or make it, which is what they are for; all others must leave the first account's row in place.
    static readonly string[] s_ofTheAccount = [nameof(IStoreWrites.ResetAsync), nameof(IStoreWrites.RemoveAsync), nameof(IStoreWrites.CreateAsync)];

    readonly TempDatabase _database = new();

    public static TheoryData<int> Prefixes => [.. Enumerable.Range(0, LaterUpstream.Count + 1)];

    [Theory]
    [MemberData(nameof(Prefixes))]
    public async Task Every_method_works_after_each_of_its_later_migrations_and_nothing_of_it_is_changed(int migrations)
    {
        using (var connection = _database.CreateAtStage(24))
        {
            StageData.Fill(connection, 24);
            LaterUpstream.Migrate(connection, migrations);
            AddForeign(connection);
        }

        var before = Foreign();
        await using (var database = await Open())
        {
            Assert.Empty(database.MigrationReport.Applied);
            await RunEveryMethodAsync(database);
        }

        Assert.Equal(before, Foreign());
    }

    [Theory]
    [InlineData(14)]
    [InlineData(17)]
    [InlineData(23)]
    public async Task An_older_file_with_other_owners_tables_is_migrated_around_them(int stage)
    {
        using (var connection = _database.CreateAtStage(stage))
        {
            StageData.Fill(connection, stage);
            AddForeign(connection);
        }

        var before = Foreign().Where(line => line.StartsWith("foreign", StringComparison.Ordinal));
        await using (var database = await Open())
        {
            Assert.Equal(24 - stage, database.MigrationReport.Applied.Count);
            await RunEveryMethodAsync(database);
        }

        Assert.Equal(before, Foreign().Where(line => line.StartsWith("foreign", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_newer_upstream_can_migrate_a_file_of_ours_and_both_go_on_with_it()
    {
        string[] before = new string[2];
        await using (var database = await Open())
        {
            foreach (var account in new[] { 1, 2 })
            {
                _ = await database.Account(account).ProvisionAsync(account, Sample.Keys(account));
                await FilledAccount.FillAsync(database.Account(account));
                before[account - 1] = await FilledAccount.DescribeAsync(database.Account(account));
            }
        }

        IReadOnlyDictionary<string, IReadOnlyList<string>> rows;
        using (var upstream = new WitnessConnection(_database.Path))
        {
            rows = EveryRow.Read(upstream);
            LaterUpstream.Migrate(upstream);
            var after = EveryRow.Read(upstream);
            // Its rewriting of @c.us finds nothing: JIDs of ours are in the newer form.
            string[] altered = ["device", "msg_secrets", "__diesel_schema_migrations"];
            Assert.All(rows.Keys.Except(altered), table => Assert.Equal(rows[table], after[table]));
            Assert.Equal(["ok"], upstream.QueryTexts("PRAGMA integrity_check"));
        }

        await using var again = await Open();
        Assert.Equal(["wsf_base_keys_created", "wsf_sender_key_devices_device"], again.MigrationReport.DroppedIndexes.Order(StringComparer.Ordinal));
        foreach (var account in new[] { 1, 2 })
        {
            Assert.Equal(before[account - 1], await FilledAccount.DescribeAsync(again.Account(account)));
        }

        await RunEveryMethodAsync(again);
    }

    [Theory]
    [MemberData(nameof(Golden.Stages), MemberType = typeof(Golden))]
    public async Task A_newer_upstream_can_migrate_a_golden_that_ours_has_migrated(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        await using (await SqliteDatabase.OpenAsync(golden.StorePath))
        {
        }

        using (var upstream = new WitnessConnection(golden.StorePath))
        {
            LaterUpstream.Migrate(upstream);
            Assert.Equal(["ok"], upstream.QueryTexts("PRAGMA integrity_check"));
        }

        await using var again = await SqliteDatabase.OpenAsync(golden.StorePath);
        foreach (var account in golden.MigratedAccounts)
        {
            await Stores.Goldens.GoldenAnswers.AssertAsync(again.Account(account.DeviceId), account);
        }
    }

    [Fact]
    public async Task A_newer_upstream_can_migrate_the_file_while_ours_has_it_open()
    {
        await using var database = await Open();
        _ = await database.Account(1).ProvisionAsync(1, Sample.Keys(1));
        await FilledAccount.FillAsync(database.Account(1));
        var before = await FilledAccount.DescribeAsync(database.Account(1));

        using (var upstream = new WitnessConnection(_database.Path))
        {
            LaterUpstream.Migrate(upstream);
            LaterUpstream.AddChatStore(upstream);
        }

        Assert.Equal(before, await FilledAccount.DescribeAsync(database.Account(1)));
        await RunEveryMethodAsync(database);
    }

    [Fact]
    public async Task All_that_ours_adds_to_upstreams_schema_carries_our_prefix()
    {
        await using (await Open())
        {
        }

        using var golden = Golden.Unpack(GoldenStage.Migration24);
        using var upstream = new WitnessConnection(golden.StorePath);
        using var ours = new WitnessConnection(_database.Path);
        const string Names = "SELECT name FROM sqlite_master ORDER BY name";
        var added = ours.QueryTexts(Names).Except(upstream.QueryTexts(Names)).ToList();
        Assert.Equal(2, added.Count);
        Assert.All(added, name => Assert.StartsWith("wsf_", name, StringComparison.Ordinal));
        Assert.Empty(upstream.QueryTexts(Names).Except(ours.QueryTexts(Names)));
    }

    [Fact]
    public async Task A_table_of_a_module_that_this_library_lacks_is_left_alone()
    {
        using (var connection = _database.CreateAtStage(24))
        {
            connection.Execute(
                """
                PRAGMA writable_schema=ON;
                INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('table', 'vectors', 'vectors', 0, 'CREATE VIRTUAL TABLE vectors USING vec0(v float[4])');
                """);
        }

        await using (var database = await Open())
        {
            await RunEveryMethodAsync(database);
        }

        using var witness = new WitnessConnection(_database.Path);
        Assert.Equal(["vectors"], witness.QueryTexts("SELECT name FROM sqlite_master WHERE name = 'vectors'"));
    }

    public void Dispose() => _database.Dispose();

    static async Task RunEveryMethodAsync(SqliteDatabase database)
    {
        foreach (var account in new[] { 1, 2 })
        {
            var store = database.Account(account);
            foreach (var write in EveryWrite.All.Where(write => account == 2 || !s_ofTheAccount.Contains(write.Name)))
            {
                await FilledAccount.FillAsync(store);
                if (write.Name == nameof(IStoreWrites.CreateAsync))
                {
                    await store.RemoveAsync(account);
                }

                await write.RunAsync(store, account, CancellationToken.None);
                Assert.NotEmpty(await FilledAccount.DescribeAsync(store));
            }
        }

        _ = await database.CreateAccountAsync();
    }

    static void AddForeign(WitnessConnection connection)
    {
        LaterUpstream.AddChatStore(connection);
        connection.Execute(
            """
            INSERT INTO __diesel_schema_migrations (version, run_on) VALUES ('20260619000000', '2026-06-19 00:00:00'), ('not a number', 'no time');
            ALTER TABLE device ADD COLUMN foreign_note TEXT DEFAULT 'none';
            UPDATE device SET foreign_note = 'note ' || id;
            CREATE INDEX foreign_index ON sessions (record);
            """);
        if (connection.QueryTexts("SELECT 1 FROM pragma_table_info('device') WHERE name = 'status_privacy'").Count > 0)
        {
            connection.Execute("UPDATE device SET status_privacy = x'0102'");
        }
    }

    /// <summary>All that is not ours: the schema but for our indexes and SQLite's statistics, the versions with their times, the others' tables, and the columns that we do not know.</summary>
    List<string> Foreign()
    {
        using var witness = new WitnessConnection(_database.Path);
        var foreignTables = EveryRow.Tables(witness).Except(RequiredSchema.Tables.Select(table => table.Name)).Where(table => !table.StartsWith("sqlite_", StringComparison.Ordinal));
        return
        [
            .. SchemaDump.Read(witness).Where(line => !line.Contains("sqlite_stat", StringComparison.Ordinal)),
            .. witness.QueryTexts("SELECT 'foreign version ' || version || ' ' || run_on FROM __diesel_schema_migrations WHERE version NOT IN (" +
                string.Join(", ", Migrations.All.Select(migration => $"'{migration.Version}'")) + ") ORDER BY rowid"),
            .. foreignTables.Where(table => table != MigrationState.VersionTable).SelectMany(table => EveryRow.Read(witness, table).Select(row => $"foreign {table}: {row}")),
            .. ForeignColumns(witness, "foreign_note", "status_privacy"),
        ];
    }

    static IEnumerable<string> ForeignColumns(WitnessConnection witness, params string[] columns) => columns
        .Where(column => witness.QueryTexts($"SELECT 1 FROM pragma_table_info('device') WHERE name = '{column}'").Count > 0)
        .SelectMany(column => witness.QueryTexts($"SELECT 'foreign column {column} ' || quote({column}) FROM device WHERE id = 1"));

    ValueTask<SqliteDatabase> Open() => SqliteDatabase.OpenAsync(_database.Path, new SqliteOptions { DeviceKeySource = Sample.KeySource });
}
