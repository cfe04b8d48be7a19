using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class MigratorTests : IDisposable
{
    const string RecordedVersions = "SELECT version FROM __diesel_schema_migrations ORDER BY version";

    readonly TempDatabase _database = new();

    public static TheoryData<int> EarlierStages => [.. Enumerable.Range(0, Migrations.All.Count)];

    [Theory]
    [MemberData(nameof(EarlierStages))]
    public void Apply_brings_every_earlier_stage_to_the_newest_schema(int stage)
    {
        using var connection = _database.CreateAtStage(stage);

        var applied = Migrator.Apply(connection);

        Assert.Equal(Migrations.All.Skip(stage), applied);
        using var fresh = new WitnessConnection(":memory:");
        _ = Migrator.Apply(fresh);
        Assert.Equal(SchemaDump.Read(fresh), SchemaDump.Read(connection));
        Assert.Equal(Migrations.All.Select(migration => migration.Version), connection.QueryTexts(RecordedVersions));
    }

    [Theory]
    [MemberData(nameof(Golden.OlderStages), MemberType = typeof(Golden))]
    public void Apply_makes_of_a_golden_what_upstreams_newest_makes_of_it(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var ours = new WitnessConnection(golden.StorePath);
        using var upstream = new WitnessConnection(golden.UpgradedPath);

        Assert.Equal(Migrations.All.Count - (int)stage, Migrator.Apply(ours).Count);

        Assert.Equal(SchemaDump.Read(upstream), SchemaDump.Read(ours));
        Assert.Equal(upstream.QueryTexts(RecordedVersions), ours.QueryTexts(RecordedVersions));
        foreach (var table in RequiredSchema.Tables)
        {
            var columns = string.Join(", ", table.Columns.Select(column => $"quote({column})"));
            var rows = $"SELECT {columns} FROM {table.Name} ORDER BY {columns}";
            Assert.Equal(upstream.QueryRows(rows), ours.QueryRows(rows));
        }

        Assert.Equal(["ok"], ours.QueryTexts("PRAGMA integrity_check"));
        Assert.Empty(ours.QueryTexts("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void Apply_on_an_up_to_date_file_writes_nothing()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration24);
        using var connection = new WitnessConnection(golden.StorePath);
        using var observer = new WitnessConnection(golden.StorePath);
        var before = observer.QueryTexts("PRAGMA data_version");

        Assert.Empty(Migrator.Apply(connection));

        Assert.Equal(before, observer.QueryTexts("PRAGMA data_version"));
    }

    [Fact]
    public void Apply_leaves_versions_and_tables_of_others_alone()
    {
        using var connection = _database.CreateAtStage(20);
        connection.Execute("CREATE TABLE chats (jid TEXT); INSERT INTO chats VALUES ('x'); INSERT INTO __diesel_schema_migrations (version) VALUES ('20260709000000')");

        _ = Migrator.Apply(connection);

        Assert.Equal(["x"], connection.QueryTexts("SELECT jid FROM chats"));
        Assert.Contains("20260709000000", connection.QueryTexts(RecordedVersions));
    }

    [Fact]
    public void Apply_fills_a_gap_before_later_migrations()
    {
        using var connection = _database.CreateAtStage(24);
        connection.Execute("DELETE FROM __diesel_schema_migrations WHERE version = '20260601000000'; DROP TABLE group_metadata");

        var applied = Migrator.Apply(connection);

        Assert.Equal("add_group_metadata", Assert.Single(applied).Name);
    }

    [Fact]
    public void A_failing_migration_rolls_back_alone_and_is_named()
    {
        using var connection = _database.CreateAtStage(9);
        // Number 11 creates its table and only then meets what is missing, so that there is something to roll back.
        connection.Execute("ALTER TABLE skdm_recipients RENAME TO elsewhere");

        var error = Assert.Throws<StoreException>(() => Migrator.Apply(connection));

        Assert.Equal(StoreErrorKind.Migration, error.Kind);
        Assert.Contains("20260326000000 (unified_sender_key_devices)", error.Message, StringComparison.Ordinal);
        Assert.Equal(Migrations.All.Take(10).Select(migration => migration.Version), connection.QueryTexts(RecordedVersions));
        Assert.Empty(connection.QueryTexts("SELECT name FROM sqlite_master WHERE name = 'sender_key_devices'"));

        connection.Execute("ALTER TABLE elsewhere RENAME TO skdm_recipients");
        Assert.Equal(14, Migrator.Apply(connection).Count);
    }

    [Fact]
    public async Task Two_that_open_at_once_both_succeed_and_apply_each_migration_once()
    {
        for (var round = 0; round < 10; round++)
        {
            using var database = new TempDatabase();
            using var first = new WitnessConnection(database.Path);
            first.Execute("PRAGMA journal_mode=WAL");
            using var second = new WitnessConnection(database.Path);
            using var start = new Barrier(2);

            var counts = await Task.WhenAll(Task.Run(() => ApplyAtOnce(first, start)), Task.Run(() => ApplyAtOnce(second, start)));

            Assert.Equal(Migrations.All.Count, counts.Sum());
            Assert.Equal(Migrations.All.Select(migration => migration.Version), first.QueryTexts(RecordedVersions));
        }
    }

    public void Dispose() => _database.Dispose();

    static int ApplyAtOnce(WitnessConnection connection, Barrier start)
    {
        start.SignalAndWait();
        return Migrator.Apply(connection).Count;
    }
}
