using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>Two processes that open one old file at once.</summary>
public sealed class TwoProcessesTests
{
    [Theory]
    [InlineData(GoldenStage.Migration14)]
    [InlineData(GoldenStage.Migration17)]
    [InlineData(GoldenStage.Migration23)]
    public async Task Both_open_it_and_each_migration_is_recorded_once(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);
        using var first = CrashHostProcess.Start("open", golden.StorePath);
        using var second = CrashHostProcess.Start("open", golden.StorePath);
        await first.ReadyAsync();
        await second.ReadyAsync();

        first.Go();
        second.Go();

        await first.SucceedAsync();
        await second.SucceedAsync();
        using var witness = new WitnessConnection(golden.StorePath);
        Assert.Equal(
            Migrations.All.Select(migration => migration.Version),
            witness.QueryTexts("SELECT version FROM __diesel_schema_migrations ORDER BY version"));
        Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
    }
}
