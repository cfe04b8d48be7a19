using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF051
{
    [Fact]
    public void MisspelledVerb_isReported() =>
        Assert.Equal(["WSF051: SELCT"], AnalyzerRun.Find(
            """[Query("SELCT 1")] long One();"""));

    [Fact]
    public void MisspelledClause_isReported() =>
        Assert.Equal(["WSF051: FORM"], AnalyzerRun.Find(
            """[Execute("DELETE FORM things")] void One();"""));

    [Fact]
    public void MissingParenthesis_isReported() =>
        Assert.Equal(["WSF051: 1"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id) VALUES (1")] void One();"""));

    [Fact]
    public void OpenString_isReported() =>
        Assert.Equal(["WSF051: 'x"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE name = 'x")] void One();"""));

    [Fact]
    public void TrailingComma_isReported() =>
        Assert.Equal(["WSF051: FROM"], AnalyzerRun.Find(
            """[Query("SELECT id, FROM things")] long? One();"""));
}
