using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>The store's own statement interfaces as a compilation, and edits of it. Trees that an edit does not touch stay the same objects, as in an IDE.</summary>
sealed class OwnInterfaces
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    // A round of edits, parsed before: an edit's parse is the IDE's.
    const int Edits = 64;

    readonly CSharpCompilation[] _unrelated;
    readonly CSharpCompilation[] _oneInterface;
    int _next;

    public OwnInterfaces()
    {
        string[] paths = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/WaStore.Fast.Sqlite/Statements"), "*.cs");
        SyntaxTree[] trees = [.. paths.Select(static path => Parse(File.ReadAllText(path), path))];
        SyntaxTree sessions = trees.Single(static tree => Path.GetFileName(tree.FilePath) == "ISessionStatements.cs");
        SyntaxTree other = Parse(Unrelated(0), "Unrelated.cs");
        Compilation = CSharpCompilation.Create(
            // The store shows its internals to an assembly of this name.
            "WaStore.Fast.Benchmarks",
            [.. trees, other, Parse(Usings, "Usings.cs")],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Interfaces = trees.Count(static tree => tree.ToString().Contains("[SqliteStatements]", StringComparison.Ordinal));
        _unrelated = [.. Enumerable.Range(1, Edits).Select(i => Compilation.ReplaceSyntaxTree(other, Parse(Unrelated(i), other.FilePath)))];
        _oneInterface = [.. Enumerable.Range(1, Edits).Select(i => Compilation.ReplaceSyntaxTree(
            sessions, Parse(sessions.ToString().Replace("DELETE FROM sessions WHERE", $"DELETE FROM sessions WHERE {i} > 0 AND", StringComparison.Ordinal), sessions.FilePath)))];
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>How many interfaces there are, and so files to be generated.</summary>
    public int Interfaces { get; }

    public CSharpCompilation NextUnrelatedEdit() => _unrelated[_next++ % Edits].Clone();

    public CSharpCompilation NextEditOfOneInterface() => _oneInterface[_next++ % Edits].Clone();

    static string Unrelated(int edit) => $"namespace Other; class Unrelated {{ int _field = {edit}; int Get() => _field; }}";

    static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(static path => !Path.GetFileName(path).Contains("Benchmarks", StringComparison.Ordinal))
        .Select(static path => MetadataReference.CreateFromFile(path));

    static string Here([CallerFilePath] string path = "") => path;
}
