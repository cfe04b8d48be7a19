using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests;

public sealed class GeneratorSmokeTests
{
    [Fact]
    public void Interface_ofOneQuery_becomesAClass()
    {
        GeneratorRun run = GeneratorRun.Of(Sources.Interface("""[Query("SELECT 1")] long One();""")).AssertCompiles();
        Assert.Equal("Sample.IThingStatements.g.cs", Assert.Single(run.Files).Key);
    }

    [Fact]
    public void Interface_withoutFault_reportsNothing() =>
        Assert.Empty(AnalyzerRun.Find("""[Query("SELECT name FROM things WHERE id = @id")] string? Name(long id);"""));
}
