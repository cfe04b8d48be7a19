using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WaStore.Fast.Generators.Tests.Driver;

/// <summary>Makes compilations like a consumer's: nullable on, no unsafe code, everything that the tests run on referenced.</summary>
static class Sources
{
    internal const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using WaStore.Fast.Sqlite.Annotations;
        using WaStore.Fast.Sqlite.Engine;
        using WaStore.Fast.Stores;

        namespace Sample;

        """;

    // What the .NET 9 SDK's compiler makes of a C# 13 project: consumers are not asked for more.
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && !name.StartsWith("xunit", StringComparison.Ordinal) && !name.Contains("Tests", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    internal static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Sample",
        sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs")),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true));

    /// <summary>An interface with one method, in the namespace Sample.</summary>
    internal static string Interface(string members, string more = "") =>
        $$"""
        {{Usings}}
        [SqliteStatements]
        interface IThingStatements
        {
            {{members}}
        }

        {{more}}
        """;
}
