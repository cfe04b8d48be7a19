using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Keys;

public sealed class SignalAddressTableTests
{
    [Fact]
    public void Every_way_to_ask_gives_the_same_object()
    {
        var table = new SignalAddressTable();
        var address = table.Get("15550000001", "s.whatsapp.net", 2);

        Assert.Equal("15550000001:2@c.us.0", address.Text);
        Assert.Same(address, table.Get("15550000001", "s.whatsapp.net", 2));
        Assert.Same(address, table.Get("15550000001:2@c.us.0"));
        Assert.Same(address, table.Get("15550000001:2@c.us.0".AsSpan()));
        Assert.NotSame(address, table.Get("15550000001", "lid", 2));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void A_text_that_does_not_fit_the_stack_is_interned_too()
    {
        var table = new SignalAddressTable();
        var user = new string('9', 300);

        Assert.Equal(user + ":1@lid.0", table.Get(user, "lid", 1).Text);
        Assert.Same(table.Get(user, "lid", 1), table.Get(user, "lid", 1));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var table = new SignalAddressTable();
        var text = table.Get("15550000001", "s.whatsapp.net", 2).Text;
        var measured = AllocatedBytes.Of(() =>
        {
            _ = table.Get("15550000001", "s.whatsapp.net", 2);
            _ = table.Get(text);
            _ = table.Get(text.AsSpan());
        });

        Assert.Equal(0, measured);
    }

    [Fact]
    public void Formatting_allocates_the_text_once()
    {
        var text = AllocatedBytes.Of(() => _ = new string('x', 20));
        var formatted = AllocatedBytes.Of(() => _ = SignalAddressFormat.ToText("15550000001", "s.whatsapp.net", 12));

        Assert.Equal("15550000001:12@c.us.0".Length, SignalAddressFormat.ToText("15550000001", "s.whatsapp.net", 12).Length);
        Assert.InRange(formatted, text, text + 8);
    }

    [Fact]
    public void The_table_does_not_grow_past_its_capacity()
    {
        var table = new SignalAddressTable(capacity: 100);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.Equal($"{i}@lid.0", table.Get($"{i}", "lid", 0).Text);
            Assert.InRange(table.Count, 1, 100);
        }
    }

    [Fact]
    public void What_is_asked_for_stays_the_same_object_under_a_flood()
    {
        var table = new SignalAddressTable(capacity: 100);
        var kept = table.Get("kept", "lid", 0);
        for (var i = 0; i < 10_000; i++)
        {
            _ = table.Get($"{i}", "lid", 0);
            Assert.Same(kept, table.Get("kept@lid.0"));
        }
    }

    [Fact]
    public void A_forgotten_key_comes_back_as_an_equal_one()
    {
        var table = new SignalAddressTable(capacity: 10);
        var first = table.Get("a", "lid", 0);
        for (var i = 0; i < 100; i++)
        {
            _ = table.Get($"{i}", "lid", 0);
        }

        Assert.NotSame(first, table.Get("a", "lid", 0));
        Assert.Equal(first, table.Get("a", "lid", 0));
    }

    [Fact]
    public void A_table_of_less_than_two_generations_makes_no_sense() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SignalAddressTable(capacity: 1));

    [Fact]
    public async Task Racing_threads_agree_on_one_object()
    {
        const int Rounds = 50_000;
        var table = new SignalAddressTable(capacity: 4 * Rounds);
        var asked = new SignalAddress[2, Rounds];
        using var start = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var i = 0; i < Rounds; i++)
                {
                    asked[thread, i] = table.Get($"{i}", "lid", 1);
                }
            },
            TaskCreationOptions.LongRunning)));

        for (var i = 0; i < Rounds; i++)
        {
            Assert.Same(asked[0, i], asked[1, i]);
        }

        Assert.Equal(Rounds, table.Count);
    }
}
