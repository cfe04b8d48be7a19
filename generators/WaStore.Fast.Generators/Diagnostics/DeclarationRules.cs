using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong with the interface or a member as such.</summary>
static class DeclarationRules
{
    internal static readonly DiagnosticDescriptor InterfaceShape = new(
        "WSF001",
        "The interface cannot become a class",
        "'{0}' must be a top-level, non-generic interface that is visible to the assembly and whose name is I and the name of the class to generate",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF001.md");

    internal static readonly DiagnosticDescriptor MethodAttribute = new(
        "WSF002",
        "The method needs one of [Query] and [Execute]",
        "'{0}' has {1} of [Query] and [Execute]; it needs one",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF002.md");

    internal static readonly DiagnosticDescriptor MemberKind = new(
        "WSF003",
        "The member cannot be a statement",
        "'{0}' cannot be a statement: {1}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF003.md");
}
