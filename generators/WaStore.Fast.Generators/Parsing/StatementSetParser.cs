using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Makes the model of an annotated interface.</summary>
static class StatementSetParser
{
    /// <summary>The model, or null where no class can be made. Silent: the analyzer runs the same parser with findings.</summary>
    internal static StatementSetModel? Parse(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken) =>
        ParserContext.Create(attributed.SemanticModel.Compilation, findings: null, cancellationToken) is { } context
            ? Parse((INamedTypeSymbol)attributed.TargetSymbol, context)
            : null;

    /// <summary>The model, or null where no class can be made.</summary>
    internal static StatementSetModel? Parse(INamedTypeSymbol type, ParserContext context)
    {
        if (!CanBecomeClass(type))
        {
            context.Findings?.Add(DeclarationRules.InterfaceShape, type.Place(), type.Name);
            return null;
        }

        bool implementsInterface = true;
        List<MethodModel> methods = [];
        foreach (ISymbol member in type.AllInterfaces.SelectMany(static i => i.GetMembers()).Concat(type.GetMembers()))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!member.IsAbstract || member is IMethodSymbol { AssociatedSymbol: not null })
            {
                continue;
            }

            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, IsGenericMethod: false, RefKind: RefKind.None } method)
            {
                methods.Add(MethodParser.Parse(method, context));
            }
            else if (member is not INamedTypeSymbol)
            {
                context.Findings?.Add(DeclarationRules.MemberKind, member.Place(), member.Name);
                implementsInterface = false;
            }
        }

        return new StatementSetModel(
            type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(s_namespace),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            type.Name.Substring(1),
            type.Full(),
            implementsInterface,
            methods.ToEquatable());
    }

    static readonly SymbolDisplayFormat s_namespace = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    static bool CanBecomeClass(INamedTypeSymbol type) =>
        type is { ContainingType: null, IsGenericType: false, IsFileLocal: false, Name: ['I', >= 'A' and <= 'Z', ..] };
}
