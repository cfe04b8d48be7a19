using System.Text.Unicode;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Keys;

public sealed class SignalAddressTests
{
    [Theory]
    [InlineData("5511999999999", "s.whatsapp.net", 0, "5511999999999@c.us.0")]
    [InlineData("5511999999999", "s.whatsapp.net", 12, "5511999999999:12@c.us.0")]
    [InlineData("100000012345678", "lid", 3, "100000012345678:3@lid.0")]
    [InlineData("100000012345678", "lid", 65_535, "100000012345678:65535@lid.0")]
    [InlineData("1", "hosted", 99, "1:99@hosted.0")]
    [InlineData("1", "hosted.lid", 100, "1:100@hosted.lid.0")]
    [InlineData("1", "c.us", 9, "1:9@c.us.0")]
    [InlineData("000", "lid", 1_000, "000:1000@lid.0")]
    public void An_address_is_formatted_as_the_reference_does(string user, string server, int device, string text)
    {
        var address = SignalAddress.Create(user, server, (ushort)device);

        Assert.Equal(text, address.Text);
        Assert.Equal(text, address.ToString());
        Assert.Equal(user, address.User.ToString());
        Assert.Equal(server == "s.whatsapp.net" ? "c.us" : server, address.Server.ToString());
        Assert.Equal(device, address.Device);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(text), address.Utf8.ToArray());
        Assert.Equal(KeyHash.Of(text), address.GetHashCode());
        Assert.Equal(address, SignalAddress.Parse(text));
    }

    [Theory]
    [InlineData("no separator", "no separator", "", 0)]
    [InlineData("a:b", "a", "", 0)]
    [InlineData("a:1@lid", "a", "", 0)]
    [InlineData("a:65536@lid.0", "a", "", 0)]
    [InlineData("a:+1@lid.0", "a", "", 0)]
    [InlineData("a@b@c.0", "a", "b@c", 0)]
    [InlineData("ü☃:7@lid.0", "ü☃", "lid", 7)]
    [InlineData("@.0", "", "", 0)]
    [InlineData(":", "", "", 0)]
    public void Any_text_is_an_address(string text, string user, string server, int device)
    {
        var address = SignalAddress.Parse(text);

        Assert.Equal(text, address.Text);
        Assert.Equal(user, address.User.ToString());
        Assert.Equal(server, address.Server.ToString());
        Assert.Equal(device, address.Device);
    }

    [Theory]
    [InlineData("", "lid")]
    [InlineData("a:1", "lid")]
    [InlineData("a@b", "lid")]
    [InlineData("a", "")]
    public void A_part_that_would_name_somebody_else_is_refused(string user, string server) =>
        Assert.Throws<ArgumentException>(() => SignalAddress.Create(user, server));

    [Fact]
    public void A_lone_surrogate_and_an_empty_text_are_no_key()
    {
        // It would be written as U+FFFD: two keys in memory, one row.
        Assert.ThrowsAny<ArgumentException>(() => SignalAddress.Parse("a\ud800@lid.0"));
        Assert.ThrowsAny<ArgumentException>(() => SignalAddress.Parse(""));
    }

    [Fact]
    public void Locks_are_ordered_by_server_then_user_then_device_number()
    {
        string[] expected = ["2@c.us.0", "2:9@c.us.0", "2:10@c.us.0", "3@c.us.0", "1@hosted.0", "1@lid.0", "1:2@lid.0", "10@lid.0"];
        var shuffled = expected.Select(SignalAddress.Parse).Reverse().ToArray();

        Array.Sort(shuffled);

        Assert.Equal(expected, shuffled.Select(address => address.Text));
        Assert.True(shuffled[0] < shuffled[1] && shuffled[1] > shuffled[0] && shuffled[0] <= shuffled[1] && shuffled[1] >= shuffled[0]);
    }

    [Fact]
    public void Only_equal_texts_tie_in_the_order()
    {
        // The same parts in texts of two forms.
        var written = SignalAddress.Parse("1:7@lid.0");
        var padded = SignalAddress.Parse("1:007@lid.0");

        Assert.NotEqual(0, written.CompareTo(padded));
        Assert.Equal(-Math.Sign(written.CompareTo(padded)), Math.Sign(padded.CompareTo(written)));
        Assert.Equal(0, written.CompareTo(SignalAddress.Parse("1:7@lid.0")));
        Assert.True(written.CompareTo(null) > 0);
    }

    [Fact]
    public void Equality_is_by_text()
    {
        var one = SignalAddress.Parse("1@lid.0");
        var twin = SignalAddress.Parse(new string("1@lid.0".AsSpan()));

        Assert.True(one == twin && one.Equals((object)twin) && one.GetHashCode() == twin.GetHashCode());
        Assert.True(one != SignalAddress.Parse("2@lid.0"));
        Assert.False(one.Equals(SenderKeyName.Parse("1@lid.0")));
        Assert.True(one.TextEquals("1@lid.0") && !one.TextEquals("1@lid.1"));
        Assert.False(one == null);
    }

    [Fact]
    public void An_address_formats_into_buffers()
    {
        var address = SignalAddress.Parse("ü@lid.0");
        Span<char> chars = stackalloc char[7];
        Span<byte> bytes = stackalloc byte[8];

        Assert.True(chars.TryWrite($"{address}", out var charsWritten));
        Assert.True(Utf8.TryWrite(bytes, $"{address}", out var bytesWritten));
        Assert.Equal((7, 8), (charsWritten, bytesWritten));
        Assert.Equal("ü@lid.0", chars.ToString());
        Assert.Equal(address.Utf8, bytes);
        Assert.False(chars[1..].TryWrite($"{address}", out _));
        Assert.False(Utf8.TryWrite(bytes[1..], $"{address}", out _));
    }
}
