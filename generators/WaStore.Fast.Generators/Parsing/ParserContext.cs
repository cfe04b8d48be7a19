using Microsoft.CodeAnalysis;
using WaStore.Fast.Generators.Diagnostics;
using WaStore.Fast.Generators.Schema;

namespace WaStore.Fast.Generators.Parsing;

/// <summary>What the parser works with.</summary>
/// <param name="Compilation">The compilation.</param>
/// <param name="Findings">Where faults go; null in the generator.</param>
/// <param name="DefaultChunkSize">The runtime's constant.</param>
/// <param name="VariableLimit">The runtime's constant.</param>
/// <param name="CancellationToken">Asked between the steps.</param>
sealed record ParserContext(Compilation Compilation, Findings? Findings, int DefaultChunkSize, int VariableLimit, CancellationToken CancellationToken)
{
    /// <summary>What the schema files say; null in the generator, and where the project has none.</summary>
    internal SchemaModel? Schema { get; init; }

    /// <summary>The context, or null where the runtime is not there.</summary>
    internal static ParserContext? Create(Compilation compilation, Findings? findings, CancellationToken cancellationToken) =>
        compilation.GetTypeByMetadataName(MetadataNames.ListLadder) is { } ladder
        && Constant(ladder, "DefaultChunkSize") is { } chunkSize
        && Constant(ladder, "VariableLimit") is { } limit
            ? new ParserContext(compilation, findings, chunkSize, limit, cancellationToken)
            : null;

    static int? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name) is [IFieldSymbol { ConstantValue: int value }] ? value : null;
}
