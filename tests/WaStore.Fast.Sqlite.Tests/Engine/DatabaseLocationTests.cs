using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Engine;

public sealed class DatabaseLocationTests
{
    static string Here => Directory.GetCurrentDirectory();

    [Theory]
    [InlineData("bot.db", "bot.db")]
    [InlineData("data/bot.db", "data/bot.db")]
    [InlineData("sqlite://data/bot.db", "data/bot.db")]
    [InlineData("SQLITE://data/bot.db", "data/bot.db")]
    [InlineData("file:data/bot.db", "data/bot.db")]
    [InlineData("file:data/my%20bot.db", "data/my bot.db")]
    [InlineData("file:data/bot.db?psow=1#part", "data/bot.db")]
    [InlineData("data/what?.db", "data/what?.db")]
    public void Parse_relative_isResolvedOnce(string text, string expected)
    {
        var location = DatabaseLocation.Parse(text);

        Assert.Equal(Path.GetFullPath(expected), location.Path);
        Assert.StartsWith(Here, location.Path, StringComparison.Ordinal);
        Assert.Equal(location.IsUri, location.Name != location.Path);
        Assert.True(location.MayCreate);
    }

    [Theory]
    [InlineData("sqlite:///var/bot.db")]
    [InlineData("file:/var/bot.db")]
    [InlineData("file:///var/bot.db")]
    [InlineData("file://localhost/var/bot.db")]
    [InlineData("/var/bot.db")]
    public void Parse_absolute(string text) => Assert.Equal(Path.GetFullPath("/var/bot.db"), DatabaseLocation.Parse(text).Path);

    [Fact]
    public void Parse_uriWithParameters_keepsThemAndEscapesThePath()
    {
        var location = DatabaseLocation.Parse("file:/var/100%25%3f%23.db?vfs=other&mode=rw");

        Assert.Equal(Path.GetFullPath("/var/100%?#.db"), location.Path);
        Assert.True(location.IsUri);
        Assert.False(location.MayCreate);
        Assert.EndsWith("/var/100%25%3f%23.db?vfs=other&mode=rw", location.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:x?mode=memory&cache=shared")]
    [InlineData("file::memory:?cache=shared")]
    [InlineData("sqlite://x?cache=shared&mode=memory")]
    public void Parse_sharedMemory(string text)
    {
        var location = DatabaseLocation.Parse(text);

        Assert.Null(location.Path);
        Assert.True(location.IsSharedCache);
        Assert.StartsWith("file:", location.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("a\0b", "NUL")]
    [InlineData(":memory:", "shared one")]
    [InlineData(":memory:?cache=private", "shared one")]
    [InlineData("file::memory:", "shared one")]
    [InlineData("file:x?mode=memory", "shared one")]
    [InlineData("file:?mode=memory&cache=shared", "shared one")]
    [InlineData("sqlite://:memory:", "shared one")]
    [InlineData("sqlite://", "names no file")]
    [InlineData("file:", "names no file")]
    [InlineData("file://host/bot.db", "'host'")]
    [InlineData("file:bot.db?mode=ro", "read-only")]
    [InlineData("file:bot.db?immutable=1", "read-only")]
    public void Parse_noDatabaseForAStore_saysWhy(string text, string reason)
    {
        StoreException refused = Assert.Throws<StoreException>(() => DatabaseLocation.Parse(text));

        Assert.Equal(StoreErrorKind.InvalidConfig, refused.Kind);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
