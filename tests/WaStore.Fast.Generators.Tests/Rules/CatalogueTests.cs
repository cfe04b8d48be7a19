using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Tests.Rules;

/// <summary>Every rule has its page, its line in the release file, and its test class.</summary>
public sealed class CatalogueTests
{
    static readonly string s_root = Path.GetFullPath(Path.Combine(Directory(), "../../.."));

    public static TheoryData<string> Ids => [.. new StoreAnalyzer().SupportedDiagnostics.Select(static d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_isDocumentedTrackedAndTested(string id)
    {
        DiagnosticDescriptor rule = Assert.Single(new StoreAnalyzer().SupportedDiagnostics, d => d.Id == id);
        string page = File.ReadAllText(Path.Combine(s_root, rule.HelpLinkUri));
        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains("**Cause.**", page, StringComparison.Ordinal);
        Assert.Contains("**Fix.**", page, StringComparison.Ordinal);

        string releases = File.ReadAllText(Path.Combine(s_root, "generators/WaStore.Fast.Generators/AnalyzerReleases.Unshipped.md"));
        Assert.Contains($"{id} | WaStore.Fast | {rule.DefaultSeverity} | {rule.Title}\n", releases, StringComparison.Ordinal);
        Assert.NotNull(typeof(CatalogueTests).Assembly.GetType($"{typeof(CatalogueTests).Namespace}.{id}"));
    }

    [Fact]
    public void Ids_areUsedOnce()
    {
        string[] ids = [.. new StoreAnalyzer().SupportedDiagnostics.Select(static d => d.Id)];
        Assert.Equal(ids.Distinct(), ids);
    }

    static string Directory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
