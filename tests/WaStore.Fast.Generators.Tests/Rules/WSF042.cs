using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF042
{
    [Fact]
    public void ColumnWithoutParameter_isReported() =>
        Assert.Equal(["WSF042: Thing?"], AnalyzerRun.Find(
            """[Query("SELECT id, name FROM things")] Thing? One();""", "record Thing(long Id);"));

    [Fact]
    public void SecondColumnOfAScalar_isReported() =>
        Assert.Equal(["WSF042: long?"], AnalyzerRun.Find(
            """[Query("SELECT id, name FROM things")] long? One();"""));
}
