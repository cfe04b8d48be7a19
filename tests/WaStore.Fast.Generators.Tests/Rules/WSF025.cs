using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF025
{
    [Fact]
    public void RowsWithAList_areReported() =>
        Assert.Equal(["WSF025: Rows<string>"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)")] Rows<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void ListRowsWithoutAList_areReported() =>
        Assert.Equal(["WSF025: ListRows<long, string>"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] ListRows<long, string> One();"""));

    [Fact]
    public void ListRowsOfAnotherEntry_areReported() =>
        Assert.Equal(["WSF025: ListRows<int, string>"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)")] ListRows<int, string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void SingleResultWithAList_isReported() =>
        Assert.Equal(["WSF025: string?"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)")] string? One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void WriteWithAList_isReported() =>
        Assert.Equal(["WSF025: List<string>"], AnalyzerRun.Find(
            """[Query("DELETE FROM things WHERE id IN (@ids) RETURNING name")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void RowsOfAWrite_areReported() =>
        Assert.Equal(["WSF025: Rows<string>"], AnalyzerRun.Find(
            """[Query("DELETE FROM things RETURNING name")] Rows<string> One();"""));
}
