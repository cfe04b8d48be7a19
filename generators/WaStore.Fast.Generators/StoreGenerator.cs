using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WaStore.Fast.Generators.Emission;
using WaStore.Fast.Generators.Model;
using WaStore.Fast.Generators.Parsing;

namespace WaStore.Fast.Generators;

/// <summary>Makes a class of prepared statements out of each interface with <c>[SqliteStatements]</c>. Reports nothing: <see cref="StoreAnalyzer"/> does.</summary>
/// <remarks>The schema files are no input: they decide what is reported, never what is emitted, so that a schema edit emits nothing again.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class StoreGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<StatementSetModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                MetadataNames.SqliteStatements,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributed, cancellationToken) => StatementSetParser.Parse(attributed, cancellationToken))
            .WithTrackingName(TrackingNames.Model)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Models);

        IncrementalValueProvider<EquatableArray<string>> collisions = models
            .Select(static (model, _) => model.MetadataName)
            .Collect()
            .Select(static (names, _) => HintNames.FindCollisions(names))
            .WithTrackingName(TrackingNames.Collisions);

        context.RegisterSourceOutput(
            models.Combine(collisions).WithTrackingName(TrackingNames.Output),
            static (output, pair) => output.AddSource(HintNames.For(pair.Left.MetadataName, pair.Right), StatementSetEmitter.Emit(pair.Left)));
    }
}
