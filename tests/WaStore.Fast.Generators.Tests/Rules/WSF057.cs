using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF057
{
    [Fact]
    public void VariantColumnMisspelled_isReported() =>
        Assert.Equal(["WSF057: \"things.nmae\""], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] [SqlVariant("SELECT jid AS name FROM owners", WithoutColumn = "things.nmae")] string? One();"""));

    [Fact]
    public void VariantColumnWithoutTable_isReported() =>
        Assert.Equal(["WSF057: \"name\""], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] [SqlVariant("SELECT jid AS name FROM owners", WithoutColumn = "name")] string? One();"""));
}
