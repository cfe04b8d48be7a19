using Microsoft.CodeAnalysis;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>The runtime's types, which the generator knows by name only.</summary>
static class MetadataNames
{
    internal const string SqliteStatements = Annotations + ".SqliteStatementsAttribute";
    internal const string ListLadder = Engine + ".ListLadder";
    internal const string ColumnDecoder = Annotations + ".IColumnDecoder`1";

    const string Annotations = "WaStore.Fast.Sqlite.Annotations";
    const string Engine = "WaStore.Fast.Sqlite.Engine";

    internal static AttributeData? Statements(this INamedTypeSymbol type) => Find(type.GetAttributes(), Annotations, "SqliteStatementsAttribute");

    internal static AttributeData? Query(this IMethodSymbol method) => Find(method.GetAttributes(), Annotations, "QueryAttribute");

    internal static AttributeData? Execute(this IMethodSymbol method) => Find(method.GetAttributes(), Annotations, "ExecuteAttribute");

    internal static AttributeData? Variant(this IMethodSymbol method) => Find(method.GetAttributes(), Annotations, "SqlVariantAttribute");

    internal static bool IsBatch(this IParameterSymbol parameter) => Find(parameter.GetAttributes(), Annotations, "BatchAttribute") is not null;

    internal static bool IsText(this IEnumerable<AttributeData> attributes) => Find(attributes, Annotations, "TextAttribute") is not null;

    internal static ITypeSymbol? Decoder(this IEnumerable<AttributeData> attributes) =>
        Find(attributes, Annotations, "DecodedByAttribute`1")?.AttributeClass?.TypeArguments[0];

    internal static bool IsKey32(this ITypeSymbol type) => type.Is("WaStore.Fast.Stores", "Key32");

    internal static bool IsStoredBlob(this ITypeSymbol type) => type.Is(Engine, "StoredBlob");

    internal static bool IsRows(this ITypeSymbol type) => type.Is(Engine, "Rows`1");

    internal static bool IsListRows(this ITypeSymbol type) => type.Is(Engine, "ListRows`2");

    internal static bool IsList(this ITypeSymbol type) => type.Is("System.Collections.Generic", "List`1");

    internal static bool IsReadOnlySpan(this ITypeSymbol type) => type.Is("System", "ReadOnlySpan`1");

    internal static bool IsReadOnlyMemory(this ITypeSymbol type) => type.Is("System", "ReadOnlyMemory`1");

    internal static bool IsCancellationToken(this ITypeSymbol type) => type.Is("System.Threading", "CancellationToken");

    static AttributeData? Find(IEnumerable<AttributeData> attributes, string @namespace, string metadataName)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && type.Is(@namespace, metadataName))
            {
                return attribute;
            }
        }

        return null;
    }

    static bool Is(this ITypeSymbol type, string @namespace, string metadataName) =>
        type.MetadataName == metadataName && type.ContainingType is null && type.ContainingNamespace?.ToDisplayString() == @namespace;
}
