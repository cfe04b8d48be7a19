using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF041
{
    [Fact]
    public void ParameterWithoutColumn_isReported() =>
        Assert.Equal(["WSF041: \"SELECT id, name FROM things\""], AnalyzerRun.Find(
            """[Query("SELECT id, name FROM things")] Thing? One();""", "record Thing(long Id, string Nmae);"));

    [Fact]
    public void UnnamedExpression_isReported() =>
        Assert.Equal(["WSF041: \"SELECT id, count(*) FROM things\""], AnalyzerRun.Find(
            """[Query("SELECT id, count(*) FROM things")] Thing? One();""", "record Thing(long Id, long Count);"));

    [Fact]
    public void SnakeCaseInAnyOrder_isFound() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT owner_id, id FROM things")] Thing? One();""", "record Thing(long Id, long OwnerId);"));

    [Fact]
    public void OneColumnForOneParameter_needsNoName() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT count(*) FROM things")] Thing One();""", "record struct Thing(long Total);"));
}
