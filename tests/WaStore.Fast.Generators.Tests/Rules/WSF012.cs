using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF012
{
    [Fact]
    public void Type_unknown_isReported() =>
        Assert.Equal(["WSF012: id"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @id")] string? One(DateTime id);"""));

    [Fact]
    public void Ref_isReported() =>
        Assert.Equal(["WSF012: id"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @id")] string? One(ref long id);"""));

    [Fact]
    public void Collection_isReported() =>
        Assert.Equal(["WSF012: ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)")] List<string> One(List<long> ids);"""));

    [Fact]
    public void ListOfNullable_isReported() =>
        Assert.Equal(["WSF012: ids"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id IN (@ids)")] List<string> One(ReadOnlySpan<long?> ids);"""));

    [Fact]
    public void PropertyOfUnknownType_isReportedAtThePlaceholder() =>
        Assert.Equal(["WSF012: @when"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @when")] string? One(Owner owner);""", "record Owner(DateTime When);"));

    [Fact]
    public void EverySupportedType_isNotReported() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("INSERT INTO things(anything) VALUES (@a), (@b), (@c), (@d), (@e), (@f), (@g), (@h), (@i), (@j), (@k), (@l), (@m), (@n), (@o)")] void One(byte a, short b, int? c, uint d, long e, ulong? f, bool g, double h, string? i, ReadOnlySpan<char> j, byte[]? k, ReadOnlyMemory<byte> l, [Text] ReadOnlySpan<byte> m, Key32? n, DayOfWeek o);"""));
}
