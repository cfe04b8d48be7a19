using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF056
{
    [Fact]
    public void TextIntoBlob_isReported() =>
        Assert.Equal(["WSF056: @data"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id, data) VALUES (@id, @data)")] void One(long id, string data);"""));

    [Fact]
    public void BytesAgainstInteger_areReported() =>
        Assert.Equal(["WSF056: @id"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @id")] string? One(byte[] id);"""));

    [Fact]
    public void BytesAgainstText_areReported() =>
        Assert.Equal(["WSF056: @name"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things t WHERE @name = t.name")] long? One(ReadOnlySpan<byte> name);"""));

    [Fact]
    public void IntegerAssignedToText_isReported() =>
        Assert.Equal(["WSF056: @name"], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = @name")] void One(int name);"""));

    [Fact]
    public void ListOfAnotherType_isReported() =>
        Assert.Equal(["WSF056: @names"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things WHERE name IN (@names)")] List<long> One(ReadOnlySpan<long> names);"""));

    [Fact]
    public void RowValueOfAnotherType_isReported() =>
        Assert.Equal(["WSF056: @name"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE (id, name) IN (VALUES (@id, @name))")] void One(long id, Key32 name);"""));

    [Fact]
    public void BetweenOfAnotherType_isReported() =>
        Assert.Equal(["WSF056: @high"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE id BETWEEN @low AND @high")] void One(long low, string high);"""));

    [Fact]
    public void SelectedParameterOfAnotherType_isReported() =>
        Assert.Equal(["WSF056: @data"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(id, data) SELECT id, @data FROM owners")] void One(string data);"""));

    [Fact]
    public void Utf8AndNumbers_areNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("UPDATE things SET name = @name, score = @score, flag = @flag, anything = @anything")] void One([Text] ReadOnlySpan<byte> name, int score, bool flag, string anything);"""));
}
