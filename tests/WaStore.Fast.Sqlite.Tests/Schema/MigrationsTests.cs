using WaStore.Fast.Sqlite.Schema;

namespace WaStore.Fast.Sqlite.Tests.Schema;

public sealed class MigrationsTests
{
    // spec/storage.md 2.2
    static readonly string[] s_versions =
    [
        "20250814035031", "202509230322320000", "20251204000000", "20251211000000", "20251224000000", "20260205000000", "20260212000000",
        "20260312000000", "20260315000000", "20260323000000", "20260326000000", "20260331000000", "20260406171140", "20260426000000",
        "20260513000000", "20260528000000", "20260531000000", "20260601000000", "20260610000000", "20260626000000", "20260702000000",
        "20260703000000", "20260703000001", "20260816000000",
    ];

    [Fact]
    public void All_are_upstreams_versions_in_order() =>
        Assert.Equal(s_versions, Migrations.All.Select(migration => migration.Version));

    [Fact]
    public void File_numbers_follow_the_order() =>
        Assert.Equal(
            Enumerable.Range(1, s_versions.Length).Select(number => $"{number:D2}"),
            Migrations.All.Select(migration => migration.ResourceName[..2]));

    [Fact]
    public void Names_and_scripts_are_there()
    {
        Assert.Equal("initial", Migrations.All[0].Name);
        Assert.Equal("add_client_expiration", Migrations.All[^1].Name);
        Assert.All(Migrations.All, migration => Assert.Contains(";", migration.ReadSql(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("01_20250814035031_initial.txt")]
    [InlineData("readme.sql")]
    [InlineData("01_initial.sql")]
    public void Other_resources_are_no_migrations(string name) => Assert.Null(Migration.FromResourceName(name));
}
