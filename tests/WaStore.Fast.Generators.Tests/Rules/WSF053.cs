using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF053
{
    [Fact]
    public void TableMisspelled_isReported() =>
        Assert.Equal(["WSF053: thimgs"], AnalyzerRun.Find(
            """[Query("SELECT name FROM thimgs")] string? One();"""));

    [Fact]
    public void DroppedTable_isReported() =>
        Assert.Equal(["WSF053: dropped"], AnalyzerRun.Find(
            """[Query("SELECT id FROM dropped")] long? One();"""));

    [Fact]
    public void RenamedTable_isReported() =>
        Assert.Equal(["WSF053: old_things"], AnalyzerRun.Find(
            """[Execute("DELETE FROM old_things")] void One();"""));

    [Fact]
    public void TableOfASubquery_isReported() =>
        Assert.Equal(["WSF053: onwers"], AnalyzerRun.Find(
            """[Query("SELECT EXISTS(SELECT 1 FROM onwers)")] bool One();"""));

    [Fact]
    public void UnknownAlias_isReported() =>
        Assert.Equal(["WSF053: x"], AnalyzerRun.Find(
            """[Query("SELECT x.name FROM things AS t")] string? One();"""));

    [Fact]
    public void SQLitesOwnTables_areKnown() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT count(*) FROM sqlite_master m, sqlite_schema, sqlite_sequence, pragma_table_info('things'), json_each('[]') WHERE m.tbl_name = 'x'")] long One();"""));

    [Fact]
    public void CommonTable_isKnown() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 3")] List<long> One();"""));

    [Fact]
    public void ViewAndAttachedTable_areKnown() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT name FROM named, temp.other")] List<string> One();"""));
}
