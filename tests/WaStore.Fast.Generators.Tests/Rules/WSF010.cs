using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF010
{
    [Fact]
    public void Placeholder_misspelled_isReported() =>
        Assert.Equal(["WSF010: @di"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @di")] string? One();"""));

    [Fact]
    public void Placeholder_ofAnotherForm_isReported() =>
        Assert.Equal(["WSF010: $id", "WSF010: :id", "WSF010: ?1"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = ?1 OR id = :id OR id = $id")] string? One();"""));

    [Fact]
    public void Placeholder_inStringOrComment_isNone() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Query("SELECT '@a' /* @b */ -- @c")] string One();"""));

    [Fact]
    public void Placeholder_ofProperty_isFoundInAnyCase() =>
        Assert.Equal([], AnalyzerRun.Find(
            """[Execute("INSERT INTO owners(id, jid) VALUES (@ID, @owner_jid)")] void One(Owner owner);""", "record Owner(int Id, string OwnerJid);"));
}
