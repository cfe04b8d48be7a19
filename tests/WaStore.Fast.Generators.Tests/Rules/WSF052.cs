using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF052
{
    [Fact]
    public void WindowFunction_isReportedAsInformation() =>
        Assert.Equal(["WSF052: OVER"], AnalyzerRun.Find(
            """[Query("SELECT row_number() OVER (ORDER BY id) FROM things")] List<long> One();"""));

    [Fact]
    public void Pragma_isReportedAsInformation() =>
        Assert.Equal(["WSF052: PRAGMA"], AnalyzerRun.Find(
            """[Query("PRAGMA user_version")] long One();"""));
}
