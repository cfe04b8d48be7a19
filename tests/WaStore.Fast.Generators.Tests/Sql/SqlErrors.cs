using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Sql;

/// <summary>What the analyzer says about the SQL of many texts, in one run of it: a method a line.</summary>
static class SqlErrors
{
    static readonly HashSet<string> s_aboutSql = ["WSF051", "WSF053", "WSF054", "WSF055"];

    /// <summary>The errors about syntax, tables, columns and counts, for each text.</summary>
    internal static string[][] Of(IReadOnlyList<string> texts)
    {
        var source = new StringBuilder(Sources.Usings + "[SqliteStatements] interface IThingStatements {\n");
        int firstLine = source.ToString().Count(static c => c == '\n');
        for (int i = 0; i < texts.Count; i++)
        {
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $"[Query(@\"{texts[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\")] List<string> M{i}();\n");
        }

        AnalyzerOptions options = new([new SchemaText("x.schema.sql", AnalyzerRun.Schema)]);
        CompilationWithAnalyzers analyzed = Sources.Compile(source.Append('}').ToString()).WithAnalyzers([new StoreAnalyzer()], options);
        ILookup<int, Diagnostic> found = analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(static d => s_aboutSql.Contains(d.Id))
            .ToLookup(d => d.Location.GetLineSpan().StartLinePosition.Line - firstLine);
        return [.. Enumerable.Range(0, texts.Count).Select(i => found[i].Select(static d => $"{d.Id} {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}").ToArray())];
    }
}
