using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF030
{
    [Fact]
    public void BatchOnAQuery_isReported() =>
        Assert.Equal(["WSF030: ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @ids")] List<string> One([Batch] ReadOnlySpan<long> ids);"""));
}
