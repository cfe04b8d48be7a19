using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF011
{
    [Fact]
    public void Parameter_unused_isReported() =>
        Assert.Equal(["WSF011: owner"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @id")] string? One(long id, int owner);"""));

    [Fact]
    public void Record_unused_isReported() =>
        Assert.Equal(["WSF011: owner"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] List<string> One(Owner owner);""", "record Owner(int Id);"));

    [Fact]
    public void Parameter_besideUnknownPlaceholder_isNotReportedToo() =>
        Assert.Equal(["WSF010: @di"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @di")] string? One(long id);"""));
}
