using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests;

public sealed class HintNameTests
{
    const string Usings = "using WaStore.Fast.Sqlite.Annotations;\n";

    [Fact]
    public void SameName_inTwoNamespaces_getsTwoFiles()
    {
        GeneratorRun run = GeneratorRun.Of(
            Usings + "namespace A; [SqliteStatements] interface IThing { [Query(\"SELECT 1\")] long One(); }",
            Usings + "namespace B; [SqliteStatements] interface IThing { [Query(\"SELECT 1\")] long One(); }").AssertCompiles();
        Assert.Equal(["A.IThing.g.cs", "B.IThing.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void NamesThatDifferInCase_getTwoFiles()
    {
        GeneratorRun run = GeneratorRun.Of(Usings + "namespace A; [SqliteStatements] interface IThing { } [SqliteStatements] interface ITHing { } [SqliteStatements] interface IOther { }").AssertCompiles();
        Assert.Equal(3, run.Files.Count);
        Assert.Contains("A.IOther.g.cs", run.Files.Keys);
    }

    [Fact]
    public void GlobalNamespace_isSupported()
    {
        GeneratorRun run = GeneratorRun.Of(Usings + "[SqliteStatements] interface IThing { [Query(\"SELECT 1\")] long One(); }").AssertCompiles();
        Assert.Equal(["IThing.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void PartialInterface_isGeneratedOnce()
    {
        GeneratorRun run = GeneratorRun.Of(
            Usings + "namespace A; [SqliteStatements] partial interface IThing { [Query(\"SELECT 1\")] long One(); }",
            Usings + "namespace A; partial interface IThing { [Query(\"SELECT 2\")] long Two(); }").AssertCompiles();
        string file = Assert.Single(run.Files).Value;
        Assert.Contains("Two()", file, StringComparison.Ordinal);
    }

    [Fact]
    public void InheritedStatements_areImplemented() =>
        _ = GeneratorRun.Of(Usings + "namespace A; interface IBase { [Query(\"SELECT 1\")] long One(); } [SqliteStatements] interface IThing : IBase { [Query(\"SELECT 2\")] long Two(); }").AssertCompiles();
}
