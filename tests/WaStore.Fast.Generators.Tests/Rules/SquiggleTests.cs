using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

/// <summary>The very word is underlined, however the text is written; where that cannot be, the whole argument.</summary>
public sealed class SquiggleTests
{
    [Theory]
    [InlineData("\"SELECT\\t'\\\"', \\u0022id\\u0022, '\\x41', nmae FROM things\"")]
    [InlineData("@\"SELECT '\"\"', 1, 1, nmae\n FROM things\"")]
    [InlineData("\"\"\"SELECT '\"', 1, 1, nmae FROM things\"\"\"")]
    [InlineData("\"\"\"\n        SELECT\n          1, 1, 1,\n\n          nmae FROM things\n        \"\"\"")]
    [InlineData("\"SELECT 1, 1, 1, \" + (\"nmae \" + \"FROM things\")")]
    [InlineData("\"SELECT 1, 1, \" + One + \", nmae FROM things\"")]
    public void Word_inAnyLiteral_isUnderlined(string literal) =>
        Assert.Contains("WSF054: nmae", AnalyzerRun.Find($"[Query({literal})] List<(long A, long B, long C, string D)> All(); const string One = \"1\";"));

    [Theory]
    [InlineData("Text", "Text")]
    [InlineData("\"SELECT \" + Name + \" FROM things\"", "Name")]
    [InlineData("\"SELECT nm\" + \"ae FROM things\"", "\"SELECT nm\" + \"ae FROM things\"")]
    [InlineData("$\"SELECT {Name} FROM things\"", "$\"SELECT {Name} FROM things\"")]
    public void Word_thatCannotBeFound_underlinesWhatHoldsIt(string argument, string squiggle) =>
        Assert.Equal(["WSF054: " + squiggle], AnalyzerRun.Find($"""[Query({argument})] string? Get(); const string Name = "nmae"; const string Text = "SELECT nmae FROM things";"""));
}
