using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

/// <summary>Every rule has its page, its line in the release file, and its test class.</summary>
public sealed class CatalogueTests
{
    public static TheoryData<string> Ids => [.. new StoreAnalyzer().SupportedDiagnostics.Select(static d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_isDocumentedTrackedAndTested(string id)
    {
        DiagnosticDescriptor rule = Assert.Single(new StoreAnalyzer().SupportedDiagnostics, d => d.Id == id);
        string page = RepositoryFiles.Read(rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        Assert.Contains("**Cause.**", page, StringComparison.Ordinal);
        Assert.Contains("**Fix.**", page, StringComparison.Ordinal);

        string releases = RepositoryFiles.Read("generators/WaStore.Fast.Generators/AnalyzerReleases.Unshipped.md");
        Assert.Contains($"{id} | WaStore.Fast | {rule.DefaultSeverity} | {rule.Title}\n", releases, StringComparison.Ordinal);
        Assert.NotNull(typeof(CatalogueTests).Assembly.GetType($"{typeof(CatalogueTests).Namespace}.{id}"));
    }

    [Fact]
    public void Ids_areUsedOnce()
    {
        string[] ids = [.. new StoreAnalyzer().SupportedDiagnostics.Select(static d => d.Id)];
        Assert.Equal(ids.Distinct(), ids);
    }
}
