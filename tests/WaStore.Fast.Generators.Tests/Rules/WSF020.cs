using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF020
{
    [Fact]
    public void List_outsideIn_isReported() =>
        Assert.Equal(["WSF020: @ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @ids")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void List_withOthers_isReported() =>
        Assert.Equal(["WSF020: @ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (1, @ids)")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void List_usedTwice_isReportedAtTheSecond() =>
        Assert.Equal(["WSF020: @ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids) AND owner_id IN (@ids)")] List<string> One(ReadOnlySpan<long> ids);"""));
}
