using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Diagnostics;

/// <summary>What is wrong with lists and batches.</summary>
static class ListRules
{
    internal static readonly DiagnosticDescriptor ListPlace = new(
        "WSF020",
        "A list is written IN (@ids), once",
        "The list '{0}' can only be used once, as IN (@{0})",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF020.md");

    internal static readonly DiagnosticDescriptor TwoLists = new(
        "WSF021",
        "A statement takes one list",
        "'{0}' is a second list; a statement takes one list or batch",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF021.md");

    internal static readonly DiagnosticDescriptor NotIn = new(
        "WSF022",
        "NOT IN cannot be cut into chunks",
        "NOT IN (@{0}) is wrong as soon as the list is longer than a chunk: each chunk would answer the ids of the others",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF022.md");

    internal static readonly DiagnosticDescriptor AcrossChunks = new(
        "WSF023",
        "The clause sees one chunk at a time",
        "{0} works on each chunk of '{1}' by itself, not on the whole list",
        Rule.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF023.md");

    internal static readonly DiagnosticDescriptor ChunkSize = new(
        "WSF024",
        "The chunk size does not fit",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF024.md");

    internal static readonly DiagnosticDescriptor ListResult = new(
        "WSF025",
        "The result does not fit a list query",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF025.md");

    internal static readonly DiagnosticDescriptor JoinedList = new(
        "WSF026",
        "The list cannot be joined",
        "JoinList needs a SELECT of named columns from one table in which IN (@{0}) is one of the WHERE conditions and rowid stands with its table's name",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF026.md");

    internal static readonly DiagnosticDescriptor BatchPlace = new(
        "WSF030",
        "[Batch] does not fit here",
        "{0}",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF030.md");

    internal static readonly DiagnosticDescriptor BatchRow = new(
        "WSF031",
        "The batch needs one VALUES row",
        "With a ChunkSize above 1 the statement must have one VALUES (...) row that holds every placeholder of an entry",
        Rule.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rule.Pages + "WSF031.md");
}
