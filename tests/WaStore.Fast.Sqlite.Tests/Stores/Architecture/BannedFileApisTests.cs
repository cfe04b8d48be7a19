using System.Reflection;

namespace WaStore.Fast.Sqlite.Tests.Stores.Architecture;

/// <summary>The ban on opening a database's files by the platform (design.md 4, the open file) names every overload there is, those of a later .NET too.</summary>
public sealed class BannedFileApisTests
{
    static readonly string[] s_opens = ["Open", "Read", "Write", "Append", "Copy", "Move", "Replace", "Encrypt", "Decrypt"];

    [Fact]
    public void Every_way_to_open_a_file_by_name_is_banned()
    {
        var banned = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "BannedSymbols.txt")).Select(static line => line.Split(';')[0]).ToHashSet(StringComparer.Ordinal);
        var opening = new[] { typeof(File), typeof(FileInfo) }
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static method => Opens(method.Name) && !method.IsSpecialName)
            .Concat<MethodBase>(new[] { typeof(StreamReader), typeof(StreamWriter) }.SelectMany(static type => type.GetConstructors()).Where(static maker => maker.GetParameters()[0].ParameterType == typeof(string)))
            .Select(IdOf)
            .ToList();

        Assert.InRange(opening.Count, 90, 200);
        Assert.All(opening, id => Assert.Contains(id, banned));
    }

    static bool Opens(string name) => s_opens.Any(start => name.StartsWith(start, StringComparison.Ordinal)) || name is "Create" or "CreateText";

    /// <summary>The id that documentation, and so the list, uses for a member.</summary>
    static string IdOf(MethodBase method)
    {
        var name = $"M:{method.DeclaringType!.FullName}.{(method.IsConstructor ? "#ctor" : method.Name)}";
        return method.GetParameters() is { Length: > 0 } parameters ? $"{name}({string.Join(',', parameters.Select(static parameter => IdOf(parameter.ParameterType)))})" : name;
    }

    static string IdOf(Type type) => type.IsArray ? $"{IdOf(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(IdOf))}}}"
        : type.FullName!;
}
