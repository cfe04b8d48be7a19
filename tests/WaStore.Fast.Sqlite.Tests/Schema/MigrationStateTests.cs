using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class MigrationStateTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public void Read_of_a_file_without_the_table_finds_nothing_applied_and_writes_nothing()
    {
        using var connection = new WitnessConnection(_database.Path);

        var state = MigrationState.Read(connection);

        Assert.Empty(state.Applied);
        Assert.Equal(Migrations.All, state.Missing);
        Assert.Empty(state.Unknown);
        Assert.Empty(connection.QueryTexts("SELECT name FROM sqlite_master"));
    }

    [Fact]
    public void Read_tells_applied_missing_and_unknown_apart()
    {
        using var connection = _database.CreateAtStage(23);
        connection.Execute("INSERT INTO __diesel_schema_migrations (version) VALUES ('20260929000000'), ('20260709000000')");

        var state = MigrationState.Read(connection);

        Assert.Equal(Migrations.All.Take(23), state.Applied);
        Assert.Equal([Migrations.All[23]], state.Missing);
        Assert.Equal(["20260709000000", "20260929000000"], state.Unknown);
        Assert.Equal(
            "23 of 24 known migrations applied; missing: 20260816000000 add_client_expiration; unknown: 20260709000000, 20260929000000",
            state.Describe());
    }

    public void Dispose() => _database.Dispose();
}
