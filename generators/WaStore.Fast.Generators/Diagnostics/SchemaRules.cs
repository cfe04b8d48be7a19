using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong against the schema files.</summary>
static class SchemaRules
{
    internal static readonly DiagnosticDescriptor UnknownTable = new(
        "WSF053",
        "The table does not exist",
        "The schema files have no table '{0}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF053.md");

    internal static readonly DiagnosticDescriptor UnknownColumn = new(
        "WSF054",
        "The column does not exist",
        "{1} has no column '{0}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF054.md");

    internal static readonly DiagnosticDescriptor ParameterType = new(
        "WSF056",
        "The parameter's type does not fit its column",
        "'{0}' is {1}, and meets the {3} column '{2}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF056.md");

    internal static readonly DiagnosticDescriptor VariantColumn = new(
        "WSF057",
        "The variant's column does not exist",
        "WithoutColumn must be the table.column of a column in the schema files, and is '{0}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF057.md");

    internal static readonly DiagnosticDescriptor VariantText = new(
        "WSF058",
        "The variant does not fit its statement",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF058.md");

    internal static readonly DiagnosticDescriptor SchemaFile = new(
        "WSF059",
        "A schema file is not understood",
        "The schema reader does not understand this statement, and ignores it: {0}",
        Rule.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF059.md");
}
