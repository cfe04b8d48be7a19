using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace WaStore.Fast.Generators.Schema;

/// <summary>Finds and reads the schema files of a project: additional files marked <c>WaStoreSchema="true"</c>, or called <c>*.schema.sql</c>.</summary>
static class SchemaFiles
{
    const string Metadata = "build_metadata.AdditionalFiles.WaStoreSchema";

    /// <summary>Kept by the compiler with the text itself, so that an unchanged file is read once, whatever else changes.</summary>
    internal static SourceTextValueProvider<SchemaScript> Scripts { get; } = new(static text => SchemaReader.Read(text.ToString()));

    /// <summary>The schema files in the ordinal order of their names.</summary>
    internal static ImmutableArray<AdditionalText> Find(AnalyzerOptions options) =>
    [
        .. options.AdditionalFiles
            .Where(file => IsSchema(file, options.AnalyzerConfigOptionsProvider))
            .OrderBy(static file => Path.GetFileName(file.Path), StringComparer.Ordinal)
            .ThenBy(static file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>The tables, or null where the project hands in no schema file.</summary>
    /// <param name="options">Where the files are.</param>
    /// <param name="read">Gives a text's script, cached.</param>
    /// <param name="cancellationToken">The compiler's.</param>
    internal static SchemaModel? Read(AnalyzerOptions options, Func<SourceText, SchemaScript?> read, CancellationToken cancellationToken)
    {
        SchemaScript[] scripts = [.. Find(options).Select(file => file.GetText(cancellationToken)).OfType<SourceText>().Select(read).OfType<SchemaScript>()];
        return scripts.Length == 0 ? null : SchemaScript.Run(scripts);
    }

    internal static bool IsSchema(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        file.Path.EndsWith(".schema.sql", StringComparison.OrdinalIgnoreCase)
        || (options.GetOptions(file).TryGetValue(Metadata, out string? marked) && string.Equals(marked, "true", StringComparison.OrdinalIgnoreCase));
}
