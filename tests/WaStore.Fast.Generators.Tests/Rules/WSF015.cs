using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF015
{
    [Fact]
    public void Text_onAString_isReported() =>
        Assert.Equal(["WSF015: name"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things WHERE name = @name")] long? One([Text] string name);"""));

    [Fact]
    public void Text_onBytes_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT id FROM things WHERE name = @name")] long? One([Text] ReadOnlySpan<byte> name);"""));
}
