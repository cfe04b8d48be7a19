using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF054
{
    [Fact]
    public void ColumnMisspelled_isReported() =>
        Assert.Equal(["WSF054: nmae"], AnalyzerRun.Find(
            """[Query("SELECT nmae FROM things")] string? One();"""));

    [Fact]
    public void QualifiedColumn_isReported() =>
        Assert.Equal(["WSF054: nmae"], AnalyzerRun.Find(
            """[Query("SELECT t.nmae FROM things t")] string? One();"""));

    [Fact]
    public void ColumnInAnyClause_isReported() =>
        Assert.Equal(["WSF054: a1", "WSF054: a2", "WSF054: a3", "WSF054: a4", "WSF054: a5", "WSF054: idd"], AnalyzerRun.Find(
            """[Query("SELECT id FROM things JOIN owners USING (idd) WHERE a1 = 1 GROUP BY a2 HAVING a3 ORDER BY a4 LIMIT a5")] List<long> One();"""));

    [Fact]
    public void ColumnOfAWrite_isReported() =>
        Assert.Equal(["WSF054: c1", "WSF054: c2", "WSF054: c3", "WSF054: c4", "WSF054: idd"], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(idd) VALUES (1) ON CONFLICT(c1) DO UPDATE SET c2 = excluded.c3 WHERE c4")] void One();"""));

    [Fact]
    public void ColumnOfUpdateAndReturning_isReported() =>
        Assert.Equal(["WSF054: b1", "WSF054: b2", "WSF054: b3", "WSF054: b4"], AnalyzerRun.Find(
            """[Query("UPDATE things SET b1 = b2 FROM owners o WHERE o.b3 RETURNING b4")] long? One();"""));

    [Fact]
    public void DroppedColumn_isReported() =>
        Assert.Equal(["WSF054: gone"], AnalyzerRun.Find(
            """[Query("SELECT gone FROM things")] string? One();"""));

    [Fact]
    public void ColumnOfASubquery_isReported() =>
        Assert.Equal(["WSF054: x"], AnalyzerRun.Find(
            """[Query("SELECT x FROM (SELECT name AS n FROM things)")] string? One();"""));

    [Fact]
    public void RowIdWithoutRowId_isReported() =>
        Assert.Equal(["WSF054: rowid"], AnalyzerRun.Find(
            """[Query("SELECT rowid FROM owners")] long? One();"""));

    [Fact]
    public void WhatIsThere_isNot() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT rowid, owner_id AS boss, (SELECT jid FROM owners WHERE owners.id = things.owner_id) AS jid FROM things WHERE boss > 1 AND TRUE ORDER BY boss")] List<(long Rowid, long Boss, string Jid)> One();"""));
}
