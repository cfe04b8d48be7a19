using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Tests.Codecs;

public sealed class JidTextTests
{
    [Theory]
    [InlineData("559980000001@s.whatsapp.net")]
    [InlineData("559980000001:11@s.whatsapp.net")]
    [InlineData("100000000000001:65535@lid")]
    [InlineData("1.2.300@lid")]
    [InlineData("7.255:3@bot")]
    [InlineData("a.b@interop")]
    [InlineData("120363000000000001@g.us")]
    [InlineData("status@broadcast")]
    [InlineData("1@newsletter")]
    [InlineData("1@hosted")]
    [InlineData("1:99@hosted.lid")]
    [InlineData("1@msgr")]
    [InlineData("1@c.us")]
    [InlineData("1@call")]
    [InlineData("s.whatsapp.net")]
    [InlineData("@lid")]
    public void Jids(string text) => Assert.True(JidText.IsJid(text));

    [Theory]
    [InlineData("")]
    [InlineData("559980000001")]
    [InlineData("1@example.org")]
    [InlineData("1@LID")]
    [InlineData("1@")]
    [InlineData("1@lid@lid")]
    [InlineData("1:@lid")]
    [InlineData("1:x@lid")]
    [InlineData("1:65536@lid")]
    [InlineData("1:-1@lid")]
    [InlineData("1.256@bot")]
    public void Other_texts(string text) => Assert.False(JidText.IsJid(text));
}
