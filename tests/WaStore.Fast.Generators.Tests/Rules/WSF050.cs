using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF050
{
    [Fact]
    public void NoStatement_isReported() =>
        Assert.Equal(["WSF050: \" -- nothing\""], AnalyzerRun.Find(
            """[Execute(" -- nothing")] void One();"""));

    [Fact]
    public void TwoStatements_areReported() =>
        Assert.Equal(["WSF050: DELETE FROM owners"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things; DELETE FROM owners")] void One();"""));

    [Fact]
    public void Null_isReported() =>
        Assert.Equal(["WSF050: One"], AnalyzerRun.Find(
            """[Execute(null!)] void One();"""));

    [Fact]
    public void LastSemicolon_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("DELETE FROM things;")] void One();"""));
}
