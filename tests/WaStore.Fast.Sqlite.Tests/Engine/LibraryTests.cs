using Microsoft.Data.Sqlite;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class LibraryTests
{
    [Fact]
    public void Library_isTheChosenOneAndMicrosoftDataSqliteUsesTheSameCopy()
    {
        SqliteLibraryInfo info = SqliteLibrary.EnsureLoaded();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sqlite_version() || ' ' || sqlite_source_id()";

        Assert.Equal(LibraryUnderTest.Requested ?? "e_sqlite3", info.Name);
        Assert.Equal($"{info.Version} {info.SourceId}", command.ExecuteScalar());
        Assert.InRange(info.VersionNumber, 3_035_000, 3_999_999);
        Assert.InRange(info.ThreadSafe, 1, 2);
        Assert.True(info.FindPath() is not { } path || File.Exists(path));
    }

    [Fact]
    public void Choose_sameAgain_isFine() => Assert.Same(SqliteLibrary.EnsureLoaded(), SqliteLibrary.Choose(SqliteLibrary.EnsureLoaded().FindPath() ?? SqliteLibrary.EnsureLoaded().Name));

    [SecondLibraryFact]
    public void Choose_anotherCopy_isRefused()
    {
        StoreException refused = Assert.Throws<StoreException>(() => SqliteLibrary.Choose(SecondLibraryFactAttribute.Second));
        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.Contains("already uses", refused.Message, StringComparison.Ordinal);
        Assert.Contains(SecondLibraryFactAttribute.Second, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_missing_saysSo()
    {
        StoreException refused = Assert.Throws<StoreException>(() => SqliteLibrary.Choose("/no/such/libsqlite3.so"));

        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.Contains("cannot be loaded", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3_034_001, 1, "3.35.0 or newer")]
    [InlineData(3_035_000, 0, "single-threaded")]
    [InlineData(3_035_000, 1, null)]
    [InlineData(3_051_003, 2, null)]
    public void RefusalOf_oldOrSingleThreaded(int number, int threadSafe, string? reason)
    {
        string? refusal = SqliteLibrary.RefusalOf("x", "v", number, threadSafe);

        Assert.Equal(reason is null, refusal is null);
        Assert.Contains(reason ?? "", refusal ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3_006_023, false)]
    [InlineData(3_007_000, true)]
    [InlineData(3_035_005, true)]
    [InlineData(3_040_001, true)]
    [InlineData(3_044_005, true)]
    [InlineData(3_044_006, false)]
    [InlineData(3_045_000, true)]
    [InlineData(3_050_006, true)]
    [InlineData(3_050_007, false)]
    [InlineData(3_051_000, true)]
    [InlineData(3_051_002, true)]
    [InlineData(3_051_003, false)]
    [InlineData(3_052_000, false)]
    public void HasWalResetBug_byVersion(int version, bool expected) => Assert.Equal(expected, SqliteLibraryInfo.HasWalResetBugIn(version));
}
