using WaStore.Fast.Generators.Tests.Driver;

namespace WaStore.Fast.Generators.Tests.Rules;

public sealed class WSF044
{
    [Fact]
    public void Star_isReported() =>
        Assert.Equal(["WSF044: Owner?"], AnalyzerRun.Find(
            """[Query("SELECT * FROM owners")] Owner? One();""", "record Owner(long Id, string Jid, byte[] Key);"));
}
