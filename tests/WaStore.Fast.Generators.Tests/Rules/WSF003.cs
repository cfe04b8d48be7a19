using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF003
{
    [Fact]
    public void Property_isReported() =>
        Assert.Equal(["WSF003: One"], AnalyzerRun.Find(
            """int One { get; }"""));

    [Fact]
    public void Event_isReported() =>
        Assert.Equal(["WSF003: One"], AnalyzerRun.Find(
            """event Action One;"""));

    [Fact]
    public void GenericMethod_isReported() =>
        Assert.Equal(["WSF003: One"], AnalyzerRun.Find(
            """[Query("SELECT 1")] T One<T>();"""));

    [Fact]
    public void StaticMethod_isReported() =>
        Assert.Equal(["WSF003: One"], AnalyzerRun.Find(
            """[Query("SELECT 1")] static abstract long One();"""));

    [Fact]
    public void RefReturn_isReported() =>
        Assert.Equal(["WSF003: One"], AnalyzerRun.Find(
            """[Query("SELECT 1")] ref long One();"""));

    [Fact]
    public void MethodCalledAsTheClass_isReported() =>
        Assert.Equal(["WSF003: ThingStatements"], AnalyzerRun.Find(
            """[Query("SELECT 1")] long ThingStatements();"""));
}
