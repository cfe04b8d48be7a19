using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF045
{
    [Fact]
    public void QueryWithoutRows_isReported() =>
        Assert.Equal(["WSF045: One"], AnalyzerRun.Find(
            """[Query("DELETE FROM things")] long? One();"""));

    [Fact]
    public void ExecuteWithRows_isReported() =>
        Assert.Equal(["WSF045: One"], AnalyzerRun.Find(
            """[Execute("SELECT 1")] void One();"""));

    [Fact]
    public void ExecuteWithReturning_isReported() =>
        Assert.Equal(["WSF045: One"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things RETURNING id")] int One();"""));
}
