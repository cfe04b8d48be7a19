using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF023
{
    [Fact]
    public void OrderBy_isReported() =>
        Assert.Equal(["WSF023: ORDER BY"], AnalyzerRun.Find(
            """[Query("SELECT id, name FROM things WHERE id IN (@ids) ORDER BY name")] List<(long Id, string Name)> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Limit_isReported() =>
        Assert.Equal(["WSF023: LIMIT"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids) LIMIT 5")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Distinct_isReported() =>
        Assert.Equal(["WSF023: DISTINCT"], AnalyzerRun.Find(
            """[Query("SELECT DISTINCT name FROM things WHERE id IN (@ids)")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Aggregate_isReported() =>
        Assert.Equal(["WSF023: count(*)"], AnalyzerRun.Find(
            """[Query("SELECT count(*) FROM things WHERE id IN (@ids)")] List<long> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Union_isReported() =>
        Assert.Equal(["WSF023: UNION"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids) UNION SELECT jid FROM owners")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Or_isReported() =>
        Assert.Equal(["WSF023: id IN (@ids)"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE flag OR id IN (@ids)")] List<string> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void Not_isReported() =>
        Assert.Equal(["WSF023: id IN (@ids)"], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE NOT (id IN (@ids))")] void One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void GroupByTheListsColumn_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT owner_id, count(*) AS n FROM things WHERE owner_id IN (@ids) AND flag GROUP BY owner_id")] List<(long OwnerId, long N)> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void DistinctWithTheListsColumn_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT DISTINCT owner_id FROM things WHERE owner_id IN (@ids)")] List<long> One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void OrInADelete_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("DELETE FROM things WHERE flag OR id IN (@ids)")] void One(ReadOnlySpan<long> ids);"""));

    [Fact]
    public void MaxOfTwoValues_isNoAggregate() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT max(id, 5) FROM things WHERE id IN (@ids)")] List<long> One(ReadOnlySpan<long> ids);"""));
}
