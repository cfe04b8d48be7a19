using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What the parser found wrong. The generator passes none, and so makes no locations; the analyzer reports them.</summary>
sealed class Findings(SemanticModel semanticModel)
{
    readonly List<Diagnostic> _found = [];

    /// <summary>The model of the file that is looked at.</summary>
    internal SemanticModel SemanticModel { get; } = semanticModel;

    internal IReadOnlyList<Diagnostic> All => _found;

    internal void Add(DiagnosticDescriptor rule, Location location, params object[] arguments) =>
        _found.Add(Diagnostic.Create(rule, location, arguments));
}

static class Places
{
    /// <summary>Where a symbol's name stands.</summary>
    internal static Location Place(this ISymbol symbol) => symbol.Locations.FirstOrDefault(static l => l.IsInSource) ?? Location.None;

    /// <summary>Where a method's return type stands.</summary>
    internal static Location ReturnPlace(this IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax)?.ReturnType.GetLocation() ?? method.Place();
}
