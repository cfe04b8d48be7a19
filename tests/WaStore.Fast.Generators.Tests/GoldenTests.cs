using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests;

/// <summary>
/// What is generated for Goldens/*.input.cs is Goldens/*.g.cs. With UPDATE_GOLDENS=1 the files are written instead, and the review is a diff.
/// </summary>
public sealed class GoldenTests
{
    static readonly string s_folder = Path.Combine(RepositoryFiles.Root, "tests/WaStore.Fast.Generators.Tests/Goldens");

    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(s_folder, "*.input.cs").Select(static path => Path.GetFileName(path)[..^".input.cs".Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_isTheGolden(string name)
    {
        GeneratorRun run = GeneratorRun.Of(File.ReadAllText(Path.Combine(s_folder, name + ".input.cs"))).AssertCompiles();

        string generated = string.Join('\n', run.Files.Select(static f => $"// {f.Key}\n{f.Value}"));
        string golden = Path.Combine(s_folder, name + ".g.cs");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(golden, generated);
        }

        Assert.Equal(File.ReadAllText(golden), generated);
    }
}
