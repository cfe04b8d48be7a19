using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF001
{
    [Theory]
    [InlineData("[SqliteStatements] interface ThingStatements { }", "ThingStatements")]
    [InlineData("[SqliteStatements] interface Interfaces { }", "Interfaces")]
    [InlineData("[SqliteStatements] interface IThing<T> { }", "IThing")]
    [InlineData("class Outer { [SqliteStatements] public interface IThing { } }", "IThing")]
    [InlineData("[SqliteStatements] file interface IThing { }", "IThing")]
    public void Interface_thatCannotBecomeAClass_isReported(string declaration, string squiggle) =>
        Assert.Equal(["WSF001: " + squiggle], AnalyzerRun.Describe(AnalyzerRun.Run(Sources.Usings + declaration)));

    [Theory]
    [InlineData("[SqliteStatements] interface IThing { }")]
    [InlineData("/// <summary>Things.</summary>\n[SqliteStatements] public interface IThing { }")]
    public void Interface_thatCan_isNot(string declaration) =>
        Assert.Empty(AnalyzerRun.Describe(AnalyzerRun.Run(Sources.Usings + declaration)));
}
