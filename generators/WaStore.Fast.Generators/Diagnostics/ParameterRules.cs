using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong between parameters and placeholders.</summary>
static class ParameterRules
{
    internal static readonly DiagnosticDescriptor UnknownPlaceholder = new(
        "WSF010",
        "The placeholder has no parameter",
        "No parameter, and no property of a record parameter, is called '{0}'; placeholders are written @name",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF010.md");

    internal static readonly DiagnosticDescriptor UnusedParameter = new(
        "WSF011",
        "The parameter is not used",
        "The statement has no placeholder for '{0}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF011.md");

    internal static readonly DiagnosticDescriptor UnsupportedType = new(
        "WSF012",
        "The parameter's type cannot be bound",
        "'{0}' cannot be bound: '{1}' is no supported parameter type",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF012.md");

    internal static readonly DiagnosticDescriptor CancellationToken = new(
        "WSF013",
        "A statement is synchronous",
        "'{0}' would never be looked at: a statement runs to its end; check the token between statements",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF013.md");

    internal static readonly DiagnosticDescriptor AmbiguousPlaceholder = new(
        "WSF014",
        "The placeholder is ambiguous",
        "'{0}' is a property of both '{1}' and '{2}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF014.md");

    internal static readonly DiagnosticDescriptor TextOnOther = new(
        "WSF015",
        "[Text] has no effect",
        "[Text] marks bytes as UTF-8; '{0}' is not bytes",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF015.md");
}
