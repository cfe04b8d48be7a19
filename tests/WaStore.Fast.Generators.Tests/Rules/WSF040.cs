using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF040
{
    [Fact]
    public void ResultWithoutConstructor_isReported() =>
        Assert.Equal(["WSF040: Thing?"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things")] Thing? One();""", "class Thing { public long Id { get; set; } }"));

    [Fact]
    public void TwoConstructors_areReported() =>
        Assert.Equal(["WSF040: Thing?"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things")] Thing? One();""", "class Thing { public Thing(long id) { } public Thing(int id) { } }"));

    [Fact]
    public void SingleSpan_isReported() =>
        Assert.Equal(["WSF040: ReadOnlySpan<byte>"], AnalyzerRun.Find(
            """[Query("SELECT data FROM things")] ReadOnlySpan<byte> One();"""));

    [Fact]
    public void SingleRefStruct_isReported() =>
        Assert.Equal(["WSF040: Thing"], AnalyzerRun.Find(
            """[Query("SELECT data FROM things")] Thing One();""", "ref struct Thing(ReadOnlySpan<byte> data) { public ReadOnlySpan<byte> Data = data; }"));

    [Fact]
    public void ParameterOfUnknownType_isReported() =>
        Assert.Equal(["WSF040: Thing?"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things")] Thing? One();""", "record Thing(DateTime Id);"));

    [Fact]
    public void ExecuteReturningLong_isReported() =>
        Assert.Equal(["WSF040: long"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things")] long One();"""));

    [Fact]
    public void CharSpan_isReported() =>
        Assert.Equal(["WSF040: Rows<ReadOnlySpan<char>>"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] Rows<ReadOnlySpan<char>> One();"""));
}
