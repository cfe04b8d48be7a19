using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF021
{
    [Fact]
    public void TwoLists_areReported() =>
        Assert.Equal(["WSF021: b"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@a) AND owner_id IN (@b)")] List<string> One(ReadOnlySpan<long> a, ReadOnlySpan<long> b);"""));

    [Fact]
    public void ListAndBatch_areReported() =>
        Assert.Equal(["WSF021: entry"], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = @entry WHERE id IN (@a)")] void One(ReadOnlySpan<long> a, [Batch] ReadOnlySpan<string> entry);"""));
}
