using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Model;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Makes the model of an annotated interface.</summary>
static class StatementSetParser
{
    // A file's name takes no @.
    static readonly SymbolDisplayFormat s_bare = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    static readonly SymbolDisplayFormat s_namespace = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

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
            if (!member.IsAbstract || member is INamedTypeSymbol or IMethodSymbol { AssociatedSymbol: not null })
            {
                continue;
            }

            if (WhyNot(member, type) is { } reason)
            {
                context.Findings?.Add(DeclarationRules.MemberKind, member.Place(), member.Name, reason);
                implementsInterface = false;
            }
            else
            {
                methods.Add(MethodParser.Parse((IMethodSymbol)member, context));
            }
        }

        return new StatementSetModel(
            type.ToDisplayString(s_bare),
            type.ContainingNamespace.IsGlobalNamespace ? null : type.ContainingNamespace.ToDisplayString(s_namespace),
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            ClassName(type),
            type.Full(),
            implementsInterface,
            methods.ToEquatable());
    }

    static string? WhyNot(ISymbol member, INamedTypeSymbol type) =>
        member is not IMethodSymbol method ? "it is no method"
        : method.IsStatic ? "it is static"
        : method.IsGenericMethod ? "it is generic"
        : method.RefKind != RefKind.None ? "it returns by reference"
        : method.Parameters.Any(static p => p.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) ? "it takes a pointer"
        : method.Name == ClassName(type) ? "it is called as the generated class"
        : null;

    static string ClassName(INamedTypeSymbol type) => type.Name.Substring(1);

    static bool CanBecomeClass(INamedTypeSymbol type) =>
        type is { ContainingType: null, IsGenericType: false, IsFileLocal: false, Name: ['I', >= 'A' and <= 'Z', ..] };
}
