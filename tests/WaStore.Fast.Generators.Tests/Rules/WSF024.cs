using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF024
{
    [Fact]
    public void ChunkSize_negative_isReported() =>
        Assert.Equal(["WSF024: -1"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)", ChunkSize = -1)] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void ChunkSize_beyondTheVariables_isReported() =>
        Assert.Equal(["WSF024: 32766"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids) AND owner_id = @owner", ChunkSize = 32766)] List<string> One(ReadOnlySpan<long> ids, int owner);"""));

    [Fact]
    public void ChunkSize_withoutAList_isReported() =>
        Assert.Equal(["WSF024: 5"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things", ChunkSize = 5)] List<string> One();"""));

    [Fact]
    public void ChunkSize_justFitting_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)", ChunkSize = 32766)] List<string> One(ReadOnlySpan<long> ids);"""));
}
