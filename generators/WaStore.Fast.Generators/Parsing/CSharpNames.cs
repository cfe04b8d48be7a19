using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>Names as generated code writes them, and as SQL and C# spell the same thing.</summary>
static class CSharpNames
{
    static readonly SymbolDisplayFormat s_full = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type with <c>global::</c> and its question marks.</summary>
    internal static string Full(this ITypeSymbol type) => type.ToDisplayString(s_full);

    /// <summary>The name, escaped where it is a keyword.</summary>
    internal static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    /// <summary>The form in which <c>sender_key</c>, <c>SenderKey</c> and <c>senderKey</c> are one name.</summary>
    internal static string Normalise(string name) => name.Replace("_", "").ToLowerInvariant();
}
