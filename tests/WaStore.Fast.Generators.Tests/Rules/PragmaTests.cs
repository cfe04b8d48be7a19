using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

/// <summary>A finding is at a real location of the source, so that <c>#pragma</c> and <c>[SuppressMessage]</c> silence it.</summary>
public sealed class PragmaTests
{
    const string Faulty =
        """
        #pragma warning disable WSF054
            [Query("SELECT nmae FROM things")]
        #pragma warning restore WSF054
            string? One();
        """;

    [Fact]
    public void Pragma_silencesTheFinding()
    {
        Assert.Equal(["WSF054: nmae"], AnalyzerRun.Find(Faulty.Replace("#pragma", "//", StringComparison.Ordinal)));
        Assert.Empty(AnalyzerRun.Find(Faulty));
        Assert.True(Assert.Single(AnalyzerRun.Run(Sources.Interface(Faulty), includeSuppressed: true)).IsSuppressed);
    }

    [Fact]
    public void SuppressMessage_silencesTheFinding() =>
        Assert.Empty(AnalyzerRun.Find(
            """[System.Diagnostics.CodeAnalysis.SuppressMessage("WaStore.Fast", "WSF054")] [Query("SELECT nmae FROM things")] string? One();"""));

    /// <summary>A silenced finding about names leaves real code: the checker may be wrong, and SQLite has the last word.</summary>
    [Fact]
    public void SilencedName_isStillEmitted()
    {
        string file = Assert.Single(GeneratorRun.Of(Sources.Interface(Faulty)).AssertCompiles().Files).Value;
        Assert.Contains("\"SELECT nmae FROM things\"u8", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_areInTheSource()
    {
        Diagnostic found = Assert.Single(AnalyzerRun.Run(Sources.Interface("""[Query("SELECT nmae FROM things")] string? One();""")));
        Assert.Equal(LocationKind.SourceFile, found.Location.Kind);
    }
}
