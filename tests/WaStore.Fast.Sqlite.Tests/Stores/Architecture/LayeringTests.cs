namespace WaStore.Fast.Sqlite.Tests.Stores.Architecture;

public sealed class LayeringTests
{
    [Fact]
    public void The_rooms_know_only_what_they_may_and_SQL_stands_where_it_belongs()
    {
        var project = Path.Combine(FindRoot(new DirectoryInfo(AppContext.BaseDirectory)), "src", "WaStore.Fast.Sqlite");
        var files = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(project, file).Replace('\\', '/')))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => File.ReadAllText(file.File));

        Assert.True(files.Count > 80, $"only {files.Count} files were found");
        var wrong = Layering.Check(files).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Engine/A.cs", "class A { SessionStatements _a; }")]
    [InlineData("Engine/A.cs", "class A { Migrator _a; }")]
    [InlineData("Engine/A.cs", "class A { SqliteStore _a; }")]
    [InlineData("Engine/A.cs", "class A { string _a = \"SELECT record FROM sessions\"; }")]
    [InlineData("Codecs/A.cs", "class A { NativeConnection _a; }")]
    [InlineData("Schema/A.cs", "class A { ISessionStatements _a; }")]
    [InlineData("Statements/A.cs", "class A { SqliteStore _a; }")]
    [InlineData("Statements/A.cs", "class A { string _a = \"PRAGMA optimize\"; }")]
    [InlineData("SqliteStore.A.cs", "class A { string _a = \"DELETE FROM sessions\"; }")]
    [InlineData("SqliteStore.A.cs", "class A { string _a = \"\"\"\n  UPDATE prekeys SET uploaded = 1\n\"\"\"; }")]
    [InlineData("SqliteStore.A.cs", "class A { object _a = \"BEGIN IMMEDIATE\"u8; }")]
    [InlineData("Schema/A.cs", "class A { string _a = \"COMMIT\"; }")]
    public void What_stands_in_the_wrong_room_is_found(string path, string source) => Assert.NotEmpty(Layering.Check(With(path, source)));

    [Theory]
    [InlineData("Engine/A.cs", "class A { string _a = \"PRAGMA optimize\"; string _b = \"SELECT count(*) FROM sqlite_master\"; StoreException _c; }")]
    [InlineData("Engine/A.cs", "// as SessionStatements and SqliteStore do, with DELETE FROM sessions\nclass A;")]
    [InlineData("Statements/A.cs", "class A { string _a = \"DELETE FROM sessions\"; NativeConnection _b; }")]
    [InlineData("SqliteStore.A.cs", "class A { SessionStatements _a; NativeConnection _b; Migrator _c; }")]
    public void What_stands_in_the_right_room_is_not(string path, string source) => Assert.Empty(Layering.Check(With(path, source)));

    static Dictionary<string, string> With(string path, string source) => new()
    {
        [path] = source,
        ["Engine/NativeConnection.cs"] = "public sealed unsafe partial class NativeConnection;",
        ["Statements/ISessionStatements.cs"] = "interface ISessionStatements;",
        ["Schema/Migrator.cs"] = "static class Migrator;",
        ["SqliteStore.cs"] = "public sealed partial class SqliteStore;",
    };

    static string FindRoot(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WaStore.Fast.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the folder of WaStore.Fast.sln.");
    }
}
