using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF058
{
    [Fact]
    public void VariantWithOtherColumns_isReported() =>
        Assert.Equal(["WSF058: \"SELECT jid FROM owners\""], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] [SqlVariant("SELECT jid FROM owners", WithoutColumn = "things.name")] string? One();"""));

    [Fact]
    public void VariantWithAnotherPlaceholder_isReported() =>
        Assert.Equal(["WSF011: b", "WSF058: \"UPDATE things SET flag = @a, anything = @b\""], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = 'a', flag = @a")] [SqlVariant("UPDATE things SET flag = @a, anything = @b", WithoutColumn = "things.name")] void One(bool a, string b);"""));

    [Fact]
    public void VariantThatUsesTheColumn_isChecked() =>
        Assert.Equal(["WSF054: name"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] [SqlVariant("SELECT name FROM things LIMIT 1", WithoutColumn = "things.name")] string? One();"""));

    [Fact]
    public void VariantWithFewerPlaceholders_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("UPDATE things SET flag = @flag, name = @name")] [SqlVariant("UPDATE things SET flag = @flag", WithoutColumn = "things.name")] void One(bool flag, string name);"""));
}
