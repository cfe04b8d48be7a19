using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong with what a statement gives back.</summary>
static class ResultRules
{
    internal static readonly DiagnosticDescriptor UnsupportedType = new(
        "WSF040",
        "The result type cannot be read",
        "'{0}' cannot be read from a row: {1}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF040.md");

    internal static readonly DiagnosticDescriptor MissingColumn = new(
        "WSF041",
        "No result column for a constructor parameter",
        "The statement gives no column called '{0}' for the parameter '{1}' of '{2}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF041.md");

    internal static readonly DiagnosticDescriptor UnreadColumn = new(
        "WSF042",
        "A result column that nobody reads",
        "Nothing in '{1}' reads the result column {0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF042.md");

    internal static readonly DiagnosticDescriptor ColumnType = new(
        "WSF043",
        "The column's type does not fit",
        "The {1} column '{0}' cannot be read as '{2}'",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF043.md");

    internal static readonly DiagnosticDescriptor Unchecked = new(
        "WSF044",
        "The result columns cannot be checked",
        "The names of the result columns are not known here, so they are read in the order of the constructor of '{0}'",
        Rule.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF044.md");

    internal static readonly DiagnosticDescriptor RowsOrNot = new(
        "WSF045",
        "The attribute does not fit the statement",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF045.md");

    internal static readonly DiagnosticDescriptor Decoder = new(
        "WSF046",
        "The decoder does not fit",
        "'{0}' does not implement IColumnDecoder<{1}>",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF046.md");
}
