using System.Text.RegularExpressions;

namespace WaStore.Fast.Sqlite.Tests.Stores.Architecture;

/// <summary>The rooms of the SQLite project (design.md 2): who knows whom, and where SQL may stand.</summary>
static partial class Layering
{
    // The engine's exceptions are the stores' one exception type, and the root joins everything; the engine may know nothing else of either.
    static readonly string[] s_enginesOwn = ["SqliteOptions", "SynchronousMode", "MigrateOnOpen", "ConnectionInit", "NewConnection", "SqliteDatabase", "SqliteLibraryInfo", "StoreException", "StoreErrorKind", "IReadSnapshot"];

    /// <summary>What is wrong, given the source files by path relative to the project.</summary>
    internal static IEnumerable<string> Check(IReadOnlyDictionary<string, string> sources)
    {
        var types = Types(sources);
        return sources.SelectMany(file => Check(file.Key, file.Value, types));
    }

    static IEnumerable<string> Check(string path, string source, Dictionary<string, string> types)
    {
        var room = Room(path);
        var code = Comments().Replace(source, " ");
        var sql = string.Join('\n', Texts().Matches(code).Select(match => match.Value));
        if (room is not ("Statements" or "Schema") && TableSql().IsMatch(sql))
        {
            yield return $"{path}: SQL about tables";
        }

        if (room != "Engine" && ControlSql().Match(sql) is { Success: true } control)
        {
            yield return $"{path}: {control.Value.Trim('"', ' ')}";
        }

        var names = Texts().Replace(code, " ");
        var forbidden = room switch
        {
            "Engine" => new[] { "Statements", "Schema", "Codecs", "Inspection", "" },
            "Annotations" => ["Statements", "Schema", "Codecs", "Inspection", ""],
            "Codecs" => ["Engine", "Statements", "Schema", "Inspection", ""],
            "Schema" => ["Statements", "Codecs", "Inspection", ""],
            "Statements" => [""],
            _ => [],
        };
        foreach (Match name in Words().Matches(names))
        {
            if (types.TryGetValue(name.Value, out var home) && home != room && forbidden.Contains(home) && !s_enginesOwn.Contains(name.Value))
            {
                yield return $"{path}: uses {name.Value} of {(home.Length == 0 ? "the root" : home)}";
            }
        }
    }

    static Dictionary<string, string> Types(IReadOnlyDictionary<string, string> sources)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, source) in sources)
        {
            // Types inside types are nobody else's; a generated class belongs where its interface stands.
            foreach (Match type in TopLevelType().Matches(Comments().Replace(source, " ")))
            {
                types[type.Groups[1].Value] = Room(path);
                if (type.Groups[1].Value is ['I', .. var generated] && generated.EndsWith("Statements", StringComparison.Ordinal))
                {
                    types[generated] = Room(path);
                }
            }
        }

        return types;
    }

    static string Room(string path) => path.Contains('/') ? path[..path.IndexOf('/')] : "";

    [GeneratedRegex(@"(?m)^\s*//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"", RegexOptions.Singleline)]
    private static partial Regex Texts();

    // Only what speaks of a table of ours or of any other by name; the catalogue of SQLite itself is the engine's and the schema's.
    [GeneratedRegex(@"\b(?:SELECT\b[^""]*\bFROM\s+(?!sqlite_master|pragma_)\w+|INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+\w+\s+(?:INDEXED\s+BY\s+\w+\s+)?SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX)|ALTER\s+TABLE)\b")]
    private static partial Regex TableSql();

    [GeneratedRegex(@"""\s*(?:PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|VACUUM|ATTACH)\b")]
    private static partial Regex ControlSql();

    [GeneratedRegex(@"(?m)^(?:public\s+|internal\s+|sealed\s+|static\s+|abstract\s+|readonly\s+|partial\s+|unsafe\s+|ref\s+)*(?:class|struct|interface|record(?:\s+struct)?|enum)\s+(\w+)")]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Words();
}
