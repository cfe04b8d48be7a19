using System.Text.RegularExpressions;

namespace WaStore.Fast.Tests.Architecture;

/// <summary>The tables of the tests' READMEs name tests that exist.</summary>
public sealed partial class NamedTestsTests
{
    [Theory]
    [InlineData("README.md", 100)]
    [InlineData("WaStore.Fast.Tests/Caching/README.md", 40)]
    [InlineData("WaStore.Fast.Tests/Devices/README.md", 50)]
    [InlineData("WaStore.Fast.Tests/Directory/README.md", 20)]
    [InlineData("WaStore.Fast.Tests/Retention/README.md", 40)]
    public void Every_test_that_the_README_names_exists(string readme, int least)
    {
        var tests = Path.Combine(Solution.Root, "tests");
        var sources = Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"))
            .Select(File.ReadAllText)
            .ToList();
        var named = NamedTest().Matches(File.ReadAllText(Path.Combine(tests, readme)))
            .Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value))
            .Distinct()
            .ToList();

        Assert.True(named.Count >= least, $"only {named.Count} names were found");
        Assert.All(named, name => Assert.True(sources.Any(source => Declares(source, name.Class, name.Method)), $"{name.Class}.{name.Method} does not exist"));
    }

    [Theory]
    [InlineData("public sealed class A { [Fact] public void B() { } }", true)]
    [InlineData("public abstract class A<TFactory> { [Fact] public async Task B() { } }", true)]
    [InlineData("public sealed class A { [Fact] public void Other() { } }", false)]
    [InlineData("public sealed class Other { [Fact] public void B() { } }", false)]
    [InlineData("public sealed class A { void C() => B(); }", false)]
    public void A_test_is_told_by_its_class_and_its_method(string source, bool expected) => Assert.Equal(expected, Declares(source, "A", "B"));

    static bool Declares(string source, string type, string method) =>
        Regex.IsMatch(source, $@"\bclass {type}\b") && Regex.IsMatch(source, $@"\bpublic (?:async )?(?:void|Task) {method}\(");

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Z]\w+)`")]
    private static partial Regex NamedTest();
}
