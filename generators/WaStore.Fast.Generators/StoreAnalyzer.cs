using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Parsing;
using WaStore.Fast.Generators.Schema;

namespace WaStore.Fast.Generators;

/// <summary>Reports what is wrong with annotated interfaces: runs the generator's parser with findings, at real locations, so that <c>#pragma</c> works.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StoreAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.InterfaceShape, DeclarationRules.MethodAttribute, DeclarationRules.MemberKind,
        ParameterRules.UnknownPlaceholder, ParameterRules.UnusedParameter, ParameterRules.UnsupportedType,
        ParameterRules.CancellationToken, ParameterRules.AmbiguousPlaceholder, ParameterRules.TextOnOther,
        ListRules.ListPlace, ListRules.TwoLists, ListRules.NotIn, ListRules.AcrossChunks, ListRules.ChunkSize, ListRules.ListResult, ListRules.JoinedList,
        ListRules.BatchPlace, ListRules.BatchRow,
        ResultRules.UnsupportedType, ResultRules.MissingColumn, ResultRules.UnreadColumn, ResultRules.ColumnType, ResultRules.Unchecked, ResultRules.RowsOrNot, ResultRules.Decoder,
        SqlRules.OneStatement, SqlRules.Syntax, SqlRules.NotUnderstood, SqlRules.ValueCount,
        SchemaRules.UnknownTable, SchemaRules.UnknownColumn, SchemaRules.ParameterType, SchemaRules.VariantColumn, SchemaRules.VariantText, SchemaRules.SchemaFile,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            SchemaModel? schema = SchemaFiles.Read(
                start.Options, text => start.TryGetValue(text, SchemaFiles.Scripts, out SchemaScript? script) ? script : null, start.CancellationToken);
            start.RegisterSyntaxNodeAction(node => Analyze(node, schema), SyntaxKind.InterfaceDeclaration);
            start.RegisterAdditionalFileAction(static file => AnalyzeSchema(file));
        });
    }

    static void AnalyzeSchema(AdditionalFileAnalysisContext file)
    {
        if (SchemaFiles.IsSchema(file.AdditionalFile, file.Options.AnalyzerConfigOptionsProvider) && file.AdditionalFile.GetText(file.CancellationToken) is { } text)
        {
            foreach (SchemaProblem problem in SchemaReader.Read(text.ToString()).Problems)
            {
                var span = new TextSpan(problem.Start, problem.Length);
                file.ReportDiagnostic(Diagnostic.Create(SchemaRules.SchemaFile, Location.Create(file.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), problem.Text));
            }
        }
    }

    static void Analyze(SyntaxNodeAnalysisContext node, SchemaModel? schema)
    {
        var declaration = (InterfaceDeclarationSyntax)node.Node;
        if (declaration.AttributeLists.Count == 0
            || node.SemanticModel.GetDeclaredSymbol(declaration, node.CancellationToken) is not { } type
            || type.Statements() is not { ApplicationSyntaxReference: { } reference }
            || !declaration.Contains(reference.GetSyntax(node.CancellationToken)))
        {
            return;
        }

        var findings = new Findings(node.SemanticModel);
        if (ParserContext.Create(node.Compilation, findings, node.CancellationToken) is { } context)
        {
            _ = StatementSetParser.Parse(type, context with { Schema = schema });
        }

        foreach (Diagnostic finding in findings.All)
        {
            node.ReportDiagnostic(finding);
        }
    }
}
