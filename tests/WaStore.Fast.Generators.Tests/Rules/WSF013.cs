using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF013
{
    [Fact]
    public void CancellationToken_isReported() =>
        Assert.Equal(["WSF013: cancellationToken"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] List<string> One(CancellationToken cancellationToken);"""));
}
