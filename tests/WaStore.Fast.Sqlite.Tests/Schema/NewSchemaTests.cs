using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class NewSchemaTests : IDisposable
{
    readonly TempDatabase _database = new();

    [Fact]
    public void New_file_has_the_schema_of_upstreams_newest_file()
    {
        using (var connection = NativeConnection.Open(_database.Path, NativeConnection.OpenReadWrite | NativeConnection.OpenCreate))
        {
            Assert.Equal(Migrations.All, Migrator.Apply(new NativeSchemaConnection(connection)));
        }

        using var golden = Golden.Unpack(GoldenStage.Migration24);
        using var upstream = new WitnessConnection(golden.StorePath);
        using var ours = new WitnessConnection(_database.Path);
        Assert.Equal(SchemaDump.Read(upstream), SchemaDump.Read(ours));
        Assert.Equal(["ok"], ours.QueryTexts("PRAGMA integrity_check"));
    }

    [Fact]
    public void New_file_records_its_migrations_as_upstream_does()
    {
        using var ours = new WitnessConnection(_database.Path);
        _ = Migrator.Apply(ours);

        using var golden = Golden.Unpack(GoldenStage.Migration24);
        using var upstream = new WitnessConnection(golden.StorePath);
        const string Versions = "SELECT version || ' ' || typeof(version) || ' ' || typeof(run_on) || ' ' || length(run_on) FROM __diesel_schema_migrations ORDER BY rowid";
        Assert.Equal(upstream.QueryTexts(Versions), ours.QueryTexts(Versions));
        Assert.All(
            ours.QueryTexts("SELECT run_on FROM __diesel_schema_migrations"),
            text => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", text));
    }

    public void Dispose() => _database.Dispose();
}
