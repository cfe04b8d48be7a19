using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Keys;

public sealed class SenderKeyNameTests
{
    [Theory]
    [InlineData("120363000000000001@g.us", "100000012345678@lid.0", "120363000000000001@g.us:100000012345678@lid.0")]
    [InlineData("status@broadcast", "15550000001:2@c.us.0", "status@broadcast:15550000001:2@c.us.0")]
    public void A_name_joins_group_and_sender(string group, string sender, string text)
    {
        var name = SenderKeyName.Create(group, SignalAddress.Parse(sender));

        Assert.Equal(text, name.Text);
        Assert.Equal(SenderKeyName.Parse(text), name);
        Assert.True(name == SenderKeyName.Parse(text) && name != SenderKeyName.Parse("x"));
        Assert.Equal(name.GetHashCode(), SenderKeyName.Parse(text).GetHashCode());
    }

    [Fact]
    public void A_name_has_a_group() => Assert.Throws<ArgumentException>(() => SenderKeyName.Create("", SignalAddress.Parse("a@lid.0")));

    [Fact]
    public void The_table_hands_out_one_object_a_name()
    {
        var table = new SenderKeyNameTable();
        var sender = SignalAddress.Parse("100000012345678@lid.0");
        var name = table.Get("1@g.us", sender);

        Assert.Same(name, table.Get("1@g.us", sender));
        Assert.Same(name, table.Get("1@g.us:100000012345678@lid.0"));
        Assert.Same(name, table.Get("1@g.us:100000012345678@lid.0".AsSpan()));
        Assert.Equal(1, table.Count);
        Assert.Throws<ArgumentException>(() => table.Get("", sender));
        var longGroup = new string('g', 500);
        Assert.Same(table.Get(longGroup, sender), table.Get(longGroup, sender));
    }
}
