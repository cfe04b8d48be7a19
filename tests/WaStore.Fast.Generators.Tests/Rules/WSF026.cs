using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF026
{
    [Theory]
    [InlineData("SELECT * FROM things WHERE id IN (@ids)")]
    [InlineData("SELECT name FROM things WHERE id IN (@ids) OR flag = 1")]
    [InlineData("SELECT name FROM things WHERE id = 1 AND (flag OR id IN (@ids))")]
    [InlineData("SELECT name FROM things JOIN owners ON jid = name WHERE things.id IN (@ids)")]
    [InlineData("SELECT name FROM (SELECT id, name FROM things) WHERE id IN (@ids)")]
    [InlineData("WITH t AS (SELECT 1) SELECT name FROM things WHERE id IN (@ids)")]
    [InlineData("SELECT name FROM things WHERE id IN (@ids) UNION ALL SELECT jid FROM owners")]
    [InlineData("SELECT name FROM things WHERE id = (SELECT id FROM owners WHERE id IN (@ids))")]
    [InlineData("SELECT name FROM things GROUP BY id HAVING id IN (@ids)")]
    [InlineData("SELECT rowid AS name FROM things WHERE id IN (@ids)")]
    [InlineData("SELECT name FROM things WHERE oid > 1 AND id IN (@ids)")]
    public void ListThatCannotBeJoined_isReported(string sql) =>
        Assert.Contains("WSF026: true", AnalyzerRun.Find($"""[Query("{sql}", JoinList = true)] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void StatementWithoutAList_isReported() =>
        Assert.Equal(["WSF026: true"], AnalyzerRun.Find("""[Query("SELECT name FROM things", JoinList = true)] List<string> One();"""));

    [Fact]
    public void VariantThatCannotBeJoined_isReported() =>
        Assert.Contains("WSF026: \"SELECT * FROM things WHERE id IN (@ids)\"", AnalyzerRun.Find(
            """
            [Query("SELECT name FROM things WHERE id IN (@ids)", JoinList = true)]
            [SqlVariant("SELECT * FROM things WHERE id IN (@ids)", WithoutColumn = "things.score")]
            List<string> One(ReadOnlySpan<long> ids);
            """));

    [Theory]
    [InlineData("SELECT name FROM things WHERE id IN (@ids)")]
    [InlineData("SELECT t.name FROM main.things AS t INDEXED BY things_name WHERE flag = 1 AND t.id IN (@ids) AND score > 1")]
    [InlineData("SELECT name FROM things WHERE things.rowid > 1 AND id IN (@ids)")]
    [InlineData("SELECT name FROM things WHERE id IN (@ids) AND (flag OR score > 1)")]
    public void ListAmongTheConditionsOfOneTable_isNot(string sql) =>
        Assert.Equal([], AnalyzerRun.Find($"""[Query("{sql}", JoinList = true)] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void ListThatIsNotToBeJoined_isNot() =>
        Assert.Equal([], AnalyzerRun.Find("""[Query("SELECT name FROM things WHERE id IN (@ids) UNION ALL SELECT name FROM things WHERE 0", JoinList = false)] List<string> One(ReadOnlySpan<long> ids);"""));
}
