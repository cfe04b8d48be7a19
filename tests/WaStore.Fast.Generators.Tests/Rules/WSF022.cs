using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF022
{
    [Fact]
    public void NotIn_isReported() =>
        Assert.Equal(["WSF022: NOT IN"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE id NOT IN (@ids)")] void One(ReadOnlySpan<long> ids);"""));
}
