using System.Text;
using WaStore.Fast.Sqlite.Codecs;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class ClientExpirationJsonTests
{
    [Theory]
    [InlineData("""{"expires_at":1790087400,"version":[2,3000,1039283747]}""", 1790087400, 2U, 3000U, 1039283747U)]
    [InlineData("""{"expires_at":-1,"version":[0,0,4294967295]}""", -1, 0U, 0U, uint.MaxValue)]
    public void Round_trip_is_exact(string json, long expiresAt, uint primary, uint secondary, uint tertiary)
    {
        var expiration = new ClientExpiration(expiresAt, new AppVersion(primary, secondary, tertiary));

        Assert.Equal(json, ClientExpirationJson.Encode(expiration));
        Assert.Equal(expiration, ClientExpirationJson.Decode(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Unknown_keys_and_another_order_are_read() =>
        Assert.Equal(
            new ClientExpiration(5, new AppVersion(1, 2, 3)),
            ClientExpirationJson.Decode("""{"version":[1,2,3],"reason":{"a":[]},"expires_at":5} """u8));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"expires_at":5}""")]
    [InlineData("""{"version":[1,2,3]}""")]
    [InlineData("""{"expires_at":"5","version":[1,2,3]}""")]
    [InlineData("""{"expires_at":5.5,"version":[1,2,3]}""")]
    [InlineData("""{"expires_at":5,"version":[1,2]}""")]
    [InlineData("""{"expires_at":5,"version":[1,2,3,4]}""")]
    [InlineData("""{"expires_at":5,"version":[1,2,-3]}""")]
    [InlineData("""{"expires_at":5,"version":"1.2.3"}""")]
    [InlineData("""{"expires_at":5,"version":[1,2,3]""")]
    [InlineData("""{"expires_at":5,"version":[1,2,3]}{}""")]
    [InlineData("""{"\ud800expires_at":5,"expires_at":5,"version":[1,2,3]}""")]
    public void Anything_else_reads_as_none(string json) => Assert.Null(ClientExpirationJson.Decode(Encoding.UTF8.GetBytes(json)));
}
