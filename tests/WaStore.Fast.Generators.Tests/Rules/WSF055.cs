using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF055
{
    [Fact]
    public void FewerValues_areReported() =>
        Assert.Equal(["WSF055: (1)"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id, name) VALUES (1)")] void One();"""));

    [Fact]
    public void RowOfAnotherLength_isReported() =>
        Assert.Equal(["WSF055: (2, 'b', 3)"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id, name) VALUES (1, 'a'), (2, 'b', 3)")] void One();"""));

    [Fact]
    public void ValuesForTheWholeTable_areCounted() =>
        Assert.Equal(["WSF055: (1, 'a')"], AnalyzerRun.Find(
            """[Execute("INSERT INTO owners VALUES (1, 'a')")] void One();"""));

    [Fact]
    public void SelectOfAnotherLength_isReported() =>
        Assert.Equal(["WSF055: id"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id, name) SELECT id FROM owners")] void One();"""));

    [Fact]
    public void RowAssignment_isCounted() =>
        Assert.Equal(["WSF055: (1, 'a', 2)"], AnalyzerRun.Find(
            """[Execute("UPDATE things SET (id, name) = (1, 'a', 2)")] void One();"""));
}
