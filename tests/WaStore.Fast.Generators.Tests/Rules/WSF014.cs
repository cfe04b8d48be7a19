using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF014
{
    [Fact]
    public void Property_ofTwoRecords_isReported() =>
        Assert.Equal(["WSF014: @id"], AnalyzerRun.Find(
            """[Query("SELECT name FROM things WHERE id = @id")] string? One(Owner a, Owner b);""", "record Owner(int Id);"));
}
