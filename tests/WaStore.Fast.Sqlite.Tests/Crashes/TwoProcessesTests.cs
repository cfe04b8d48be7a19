using WaStore.Fast.Sqlite.Schema;
using WaStore.Fast.Sqlite.Tests.Goldens;
using WaStore.Fast.Sqlite.Tests.Schema;
using WaStore.Fast.Sqlite.Tests.Stores.Goldens;
using WaStore.Fast.Sqlite.Tests.Upgrade;

namespace WaStore.Fast.Sqlite.Tests.Crashes;

/// <summary>Two processes that open one file at once.</summary>
public sealed class TwoProcessesTests
{
    const string Recorded = "SELECT version FROM __diesel_schema_migrations ORDER BY version";

    static IEnumerable<string> AllVersions => Migrations.All.Select(migration => migration.Version);

    [Theory]
    [MemberData(nameof(Golden.OlderStages), MemberType = typeof(Golden))]
    public async Task Both_open_an_old_file_and_nothing_is_lost_or_done_twice(GoldenStage stage)
    {
        using var golden = Golden.Unpack(stage);

        await OpenBothAsync(golden.StorePath);

        using (var witness = new WitnessConnection(golden.StorePath))
        {
            Assert.Equal(AllVersions, witness.QueryTexts(Recorded));
            Assert.Equal(["ok"], witness.QueryTexts("PRAGMA integrity_check"));
        }

        await using var database = await SqliteDatabase.OpenAsync(golden.StorePath);
        Assert.True(database.MigrationReport.WasUpToDate);
        foreach (var account in golden.MigratedAccounts)
        {
            await GoldenAnswers.AssertAsync(database.Account(account.DeviceId), account);
        }
    }

    [Fact]
    public async Task Both_keep_copies_that_are_whole()
    {
        using var golden = Golden.Unpack(GoldenStage.Migration17);
        IReadOnlyDictionary<string, IReadOnlyList<string>> original;
        using (var witness = new WitnessConnection(golden.StorePath))
        {
            original = EveryRow.Read(witness);
        }

        await OpenBothAsync(golden.StorePath, "copy-first");

        // One that came while the other was migrating kept what it found then; the sessions were there at every stage.
        var copies = Directory.EnumerateFiles(golden.Folder, "store.db.before-migration-*").ToList();
        Assert.InRange(copies.Count, 1, 2);
        foreach (var copy in copies)
        {
            using var kept = new WitnessConnection(copy);
            Assert.Equal(["ok"], kept.QueryTexts("PRAGMA integrity_check"));
            Assert.Equal(original["sessions"], EveryRow.Read(kept, "sessions"));
        }

        Assert.Contains(copies, copy =>
        {
            using var kept = new WitnessConnection(copy);
            return MigrationState.Read(kept).Applied.Count == 17;
        });
        Assert.False(File.Exists(golden.StorePath + ".before-migration.unfinished"));
        using var after = new WitnessConnection(golden.StorePath);
        Assert.Equal(AllVersions, after.QueryTexts(Recorded));
    }

    [Fact]
    public async Task Both_set_up_a_new_file()
    {
        using var database = new TempDatabase();

        await OpenBothAsync(database.Path);

        using var witness = new WitnessConnection(database.Path);
        Assert.Equal(AllVersions, witness.QueryTexts(Recorded));
        Assert.Equal(2, witness.QueryTexts("SELECT name FROM sqlite_master WHERE name LIKE 'wsf!_%' ESCAPE '!'").Count);
    }

    static async Task OpenBothAsync(string path, params string[] arguments)
    {
        using var first = CrashHostProcess.Start(["open", path, .. arguments]);
        using var second = CrashHostProcess.Start(["open", path, .. arguments]);
        await first.ReadyAsync();
        await second.ReadyAsync();

        first.Go();
        second.Go();

        await first.SucceedAsync();
        await second.SucceedAsync();
    }
}
