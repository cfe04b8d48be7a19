using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace WaStore.Fast.Generators.Tests.Driver;

/// <summary>Runs the analyzer, as the compiler does after the generator, and tells what it found as "WSF0nn: squiggled text".</summary>
static class AnalyzerRun
{
    /// <summary>The tests' schema: every type of column, and tables that are made, changed, renamed and dropped.</summary>
    internal const string Schema =
        """
        CREATE TABLE old_things(id INTEGER PRIMARY KEY, name TEXT NOT NULL, "data" BLOB, score REAL, flag BOOLEAN NOT NULL DEFAULT 0, anything, gone TEXT);
        CREATE INDEX things_name ON old_things(name);
        ALTER TABLE old_things RENAME TO things;
        ALTER TABLE things ADD COLUMN owner_id INTEGER REFERENCES owners(id);
        ALTER TABLE things DROP COLUMN gone;
        CREATE TABLE IF NOT EXISTS owners(id INTEGER NOT NULL, jid VARCHAR(40), key BLOB, PRIMARY KEY (id)) WITHOUT ROWID;
        CREATE TABLE dropped(id INTEGER);
        DROP TABLE dropped;
        CREATE VIEW named AS SELECT name FROM things;
        CREATE TRIGGER t AFTER INSERT ON things BEGIN UPDATE things SET flag = 1; DELETE FROM owners; END;
        """;

    /// <summary>What is found in an interface with these members.</summary>
    internal static string[] Find([StringSyntax("C#")] string members, string more = "", string? schema = Schema) =>
        Describe(Run(Sources.Interface(members, more), schema));

    internal static string[] Describe(ImmutableArray<Diagnostic> found) =>
        [.. found.Select(static d => $"{d.Id}: {d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}").Order(StringComparer.Ordinal)];

    internal static ImmutableArray<Diagnostic> Run(string source, string? schema = Schema, bool includeSuppressed = false)
    {
        // Whatever is wrong, what is generated compiles: the finding stands alone.
        GeneratorRun run = GeneratorRun.Of(source).AssertCompiles();
        AnalyzerOptions options = new([.. schema is null ? [] : new AdditionalText[] { new SchemaText("x.schema.sql", schema) }]);
        CompilationWithAnalyzers analyzed = run.Output.WithAnalyzers([new StoreAnalyzer()], new CompilationWithAnalyzersOptions(
            options, OnException, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: includeSuppressed));
        return analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
    }

    static void OnException(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) => throw new InvalidOperationException("The analyzer failed.", exception);
}

/// <summary>A schema file.</summary>
sealed class SchemaText(string path, string text) : AdditionalText
{
    public override string Path { get; } = path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
