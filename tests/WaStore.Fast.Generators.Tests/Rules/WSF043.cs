using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF043
{
    [Fact]
    public void BlobAsString_isReported() =>
        Assert.Equal(["WSF043: data"], AnalyzerRun.Find(
            """[Query("SELECT data FROM things")] string? One();"""));

    [Fact]
    public void BlobAsInteger_isReported() =>
        Assert.Equal(["WSF043: t.data"], AnalyzerRun.Find(
            """[Query("SELECT id, t.data FROM things t")] Thing? One();""", "record Thing(long Id, int Data);"));

    [Fact]
    public void TextAsBytes_isReported() =>
        Assert.Equal(["WSF043: name"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] byte[]? One();"""));

    [Fact]
    public void TextAsInteger_isReported() =>
        Assert.Equal(["WSF043: jid"], AnalyzerRun.Find(
            """[Query("SELECT jid FROM owners")] List<int> One();"""));

    [Fact]
    public void IntegerAsText_isReported() =>
        Assert.Equal(["WSF043: id"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things")] string? One();"""));

    [Fact]
    public void RealAsInteger_isReported() =>
        Assert.Equal(["WSF043: score"], AnalyzerRun.Find(
            """[Query("SELECT score FROM things")] long? One();"""));

    [Fact]
    public void KeyOfText_isReported() =>
        Assert.Equal(["WSF043: jid"], AnalyzerRun.Find(
            """[Query("SELECT jid FROM owners")] Key32? One();"""));

    [Fact]
    public void ReturningOfAnotherType_isReported() =>
        Assert.Equal(["WSF043: name"], AnalyzerRun.Find(
            """[Query("DELETE FROM things WHERE id = 1 RETURNING name")] long? One();"""));

    [Fact]
    public void FunctionOfAnotherType_isReported() =>
        Assert.Equal(["WSF043: count(*)"], AnalyzerRun.Find(
            """[Query("SELECT count(*) FROM things")] string? One();"""));

    [Fact]
    public void SubqueryOfAnotherType_isReported() =>
        Assert.Equal(["WSF043: n"], AnalyzerRun.Find(
            """[Query("SELECT n FROM (SELECT name AS n FROM things)")] long? One();"""));

    [Fact]
    public void TextAsUtf8_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT name FROM things")] [return: Text] byte[]? One();"""));

    [Fact]
    public void UntypedColumn_isNever() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT anything FROM things")] Key32? One();"""));
}
