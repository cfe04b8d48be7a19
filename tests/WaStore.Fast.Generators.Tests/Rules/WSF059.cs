using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF059
{
    [Fact]
    public void StatementOfASchemaFile_notUnderstood_isReportedThere()
    {
        const string Schema = "CREATE TABLE a(id INTEGER);\nATTACH 'x' AS y;";
        Diagnostic found = Assert.Single(AnalyzerRun.Run(Sources.Interface(""), Schema));
        Assert.Equal(("WSF059", "x.schema.sql"), (found.Id, found.Location.GetLineSpan().Path));
        Assert.Equal("ATTACH 'x' AS y", Schema.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Fact]
    public void IndexesTriggersAndData_arePassedOver() => Assert.Empty(AnalyzerRun.Run(Sources.Interface("")));
}
