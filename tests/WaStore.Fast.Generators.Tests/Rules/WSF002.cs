using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF002
{
    [Fact]
    public void Method_withoutAttribute_isReported() =>
        Assert.Equal(["WSF002: One"], AnalyzerRun.Find(
            """int One();"""));

    [Fact]
    public void Method_withBoth_isReported() =>
        Assert.Equal(["WSF002: One"], AnalyzerRun.Find(
            """[Query("SELECT 1")] [Execute("DELETE FROM things")] int One();"""));

    [Fact]
    public void Method_withBody_isNoStatement() =>
        Assert.Equal([], AnalyzerRun.Find(
            """int One() => 1;"""));
}
