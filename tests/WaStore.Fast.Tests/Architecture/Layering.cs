using System.Text.RegularExpressions;

namespace WaStore.Fast.Tests.Architecture;

/// <summary>The arrows between the rooms of the core (design.md 2): each knows those before it and no other.</summary>
static partial class Layering
{
    internal static IReadOnlyList<string> Rooms { get; } =
        ["Stores", "Coordination", "Signal", "Caching", "Devices", "Directory", "Retention", "FanOut"];

    /// <summary>What is wrong in the core, given its source files by path relative to the project, with forward slashes.</summary>
    internal static IEnumerable<string> Check(IReadOnlyDictionary<string, string> sources)
    {
        var code = sources.ToDictionary(file => file.Key, file => Prose().Replace(file.Value, " "));
        var types = Rooms.ToDictionary(
            room => room,
            room => code
                .Where(file => file.Key.StartsWith(room + "/", StringComparison.Ordinal))
                .SelectMany(file => Type().Matches(file.Value))
                .Select(match => match.Groups[1].Value)
                .ToHashSet());
        return code.SelectMany(file => Check(file.Key, file.Value, types));
    }

    static IEnumerable<string> Check(string path, string code, Dictionary<string, HashSet<string>> types)
    {
        var folder = path.Contains('/') ? path[..path.IndexOf('/')] : null;
        var room = folder is null ? Rooms.Count : Rooms.ToList().IndexOf(folder);
        if (room < 0)
        {
            yield return $"{path}: '{folder}' is not a room";
            yield break;
        }

        var expected = folder is null ? "WaStore.Fast" : $"WaStore.Fast.{NamespaceOf(folder)}";
        var declared = Namespace().Match(code).Groups[1].Value;
        if (declared != expected && !declared.StartsWith(expected + ".", StringComparison.Ordinal))
        {
            yield return $"{path}: namespace {declared} in the room {expected}";
        }

        foreach (var later in Rooms.Skip(room + 1))
        {
            // A using or a full name; or a name relative to WaStore.Fast, which every room stands in. The latter only with a type of that
            // room, since properties have such names too.
            var full = Regex.IsMatch(code, $@"\bWaStore\.Fast\.{NamespaceOf(later)}\b");
            var relative = Regex.Matches(code, $@"(?<![\w.])(?:Fast\.)?{NamespaceOf(later)}\.(\w+)").Any(match => types[later].Contains(match.Groups[1].Value));
            if (full || relative)
            {
                yield return $"{path}: uses {later}, which comes later";
            }
        }
    }

    // A namespace WaStore.Fast.Directory would hide System.IO.Directory from all of our own code.
    static string NamespaceOf(string room) => room == "Directory" ? "Directories" : room;

    // Comments may point anywhere; texts are no dependency.
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'""", RegexOptions.Singleline)]
    private static partial Regex Prose();

    [GeneratedRegex(@"\b(?:class|struct|interface|record|enum)\s+(\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"\bnamespace\s+([\w.]+)")]
    private static partial Regex Namespace();
}
