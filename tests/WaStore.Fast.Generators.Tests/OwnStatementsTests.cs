using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Tests.Driver;
using WaStore.Fast.Sqlite.Engine;

namespace WaStore.Fast.Generators.Tests;

/// <summary>The store's own statements: all are within what the checker understands, nothing is found in them, and SQLite prepares every text on the real schema.</summary>
public sealed class OwnStatementsTests
{
    static readonly (string Name, string Text)[] s_migrations = [.. RepositoryFiles.All("src/WaStore.Fast.Sqlite/Schema/Migrations", "*.sql")];

    static readonly CSharpCompilation s_compilation = Sources
        .Compile(
        [
            "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;",
            .. RepositoryFiles.All("src/WaStore.Fast.Sqlite/Statements", "*.cs").Select(static f => f.Text),
        ])
        // The store shows its internals to an assembly of this name.
        .WithAssemblyName("WaStore.Fast.Generators.Tests");

    [Fact]
    public async Task Statements_haveNoFindings()
    {
        AnalyzerOptions options = new([.. s_migrations.Select(static f => new SchemaText(f.Name + ".schema.sql", f.Text))]);
        ImmutableArray<Diagnostic> found = await s_compilation.WithAnalyzers([new StoreAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        Assert.Empty(found.Select(static d => d.ToString()));
    }

    [Fact]
    public void Statements_areAllPreparedBySQLite()
    {
        using NativeConnection connection = NativeConnection.Open(":memory:", NativeConnection.OpenReadWrite | NativeConnection.OpenCreate);
        foreach ((string _, string text) in s_migrations)
        {
            connection.Execute(text);
        }

        StatementModel[] statements = [.. Models().SelectMany(static set => set.Methods).Select(static method => method.Statement).OfType<StatementModel>()];
        Assert.True(statements.Length > 60);
        Assert.All(statements, statement =>
        {
            connection.PrepareOnce(Write(statement.Sql, statement.List)).Dispose();
            if (statement.Variant is { } variant)
            {
                // What lacks a column may also be prepared where it is.
                connection.PrepareOnce(Write(variant.Sql, statement.List)).Dispose();
            }
        });
    }

    static string Write(SqlPieces sql, ListModel? list)
    {
        int ordinal = list?.SharedParameters ?? 0;
        return sql.Head + string.Concat(sql.Entry.Select(c => c == '\u0001' ? $"?{++ordinal}" : c.ToString())) + sql.Tail;
    }

    static IEnumerable<StatementSetModel> Models()
    {
        ParserContext context = ParserContext.Create(s_compilation, findings: null, CancellationToken.None)!;
        foreach (SyntaxTree tree in s_compilation.SyntaxTrees)
        {
            foreach (InterfaceDeclarationSyntax declaration in tree.GetRoot().DescendantNodes().OfType<InterfaceDeclarationSyntax>())
            {
                INamedTypeSymbol type = s_compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration)!;
                if (type.Statements() is not null)
                {
                    StatementSetModel set = Assert.IsType<StatementSetModel>(StatementSetParser.Parse(type, context));
                    Assert.All(set.Methods, method => Assert.True(method.Statement is not null, $"{set.ClassName}.{method.Name}"));
                    yield return set;
                }
            }
        }
    }
}
