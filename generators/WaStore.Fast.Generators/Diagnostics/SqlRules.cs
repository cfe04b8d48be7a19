using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong with the text of a statement by itself.</summary>
static class SqlRules
{
    internal static readonly DiagnosticDescriptor OneStatement = new(
        "WSF050",
        "The text must be one statement",
        "The text must be one statement, and has {0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF050.md");

    internal static readonly DiagnosticDescriptor Syntax = new(
        "WSF051",
        "The SQL has a syntax error",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF051.md");

    internal static readonly DiagnosticDescriptor NotUnderstood = new(
        "WSF052",
        "The SQL is not checked",
        "The checker does not understand {0}; SQLite itself will judge the statement when it is prepared",
        Rule.Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF052.md");

    internal static readonly DiagnosticDescriptor ValueCount = new(
        "WSF055",
        "Columns and values differ in number",
        "{0} values for {1} columns",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF055.md");
}
