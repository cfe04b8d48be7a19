using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Gate.Tests.Budgets;

/// <summary>The file that is checked in.</summary>
public sealed class BudgetFileTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("budgets-");

    string Path => System.IO.Path.Combine(_folder.FullName, "budgets.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_that_is_not_there_has_no_budgets() => Assert.Empty(BudgetFile.Read(Path).Budgets);

    [Fact]
    public void What_is_written_is_read_sorted_and_the_same_on_every_system()
    {
        var file = BudgetFile.Empty;
        file.Budgets["b"] = new(StringComparer.Ordinal) { ["y"] = 2, ["x"] = 1 };
        file.Budgets["a"] = new(StringComparer.Ordinal) { ["x"] = 0 };
        file.Write(Path);

        Assert.Equal("{\n  \"budgets\": {\n    \"a\": {\n      \"x\": 0\n    },\n    \"b\": {\n      \"x\": 1,\n      \"y\": 2\n    }\n  }\n}\n", File.ReadAllText(Path));
        Assert.Equal(file.Budgets, BudgetFile.Read(Path).Budgets);
        Assert.Equal([Path], Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"budgets\":null}")]
    [InlineData("{\"budgets\":{\"a\":null}}")]
    [InlineData("{\"budgets\":{\"a\":{\"x\":\"many\"}}}")]
    [InlineData("<<<<<<< ours\n{\"budgets\":{}}")]
    public void Another_file_is_refused_by_name(string text)
    {
        File.WriteAllText(Path, text);
        Assert.Contains(Path, Assert.Throws<InvalidDataException>(() => BudgetFile.Read(Path)).Message, StringComparison.Ordinal);
    }
}
