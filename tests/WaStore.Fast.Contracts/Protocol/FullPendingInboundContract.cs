using WaStore.Fast.Contracts.Samples;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Protocol;

/// <summary>A backend of the required members keeps no received messages and says so.</summary>
public abstract class FullPendingInboundContract<TFactory> : BackendContract<TFactory>
    where TFactory : IBackendFactory
{
    [Fact]
    public async Task Reading_does_not_consume_and_delete_forgets()
    {
        Assert.Null(await Store.GetPendingInboundAsync("c", "s", "id"));
        await Store.StorePendingInboundAsync("c", "s", "id", Sample.Blob(50, 1));
        Assert.Equal(Sample.Blob(50, 1), await Store.GetPendingInboundAsync("c", "s", "id"));
        Assert.Equal(Sample.Blob(50, 1), await Store.GetPendingInboundAsync("c", "s", "id"));

        await Store.DeletePendingInboundAsync("c", "s", "id");
        await Store.DeletePendingInboundAsync("c", "s", "id");
        Assert.Null(await Store.GetPendingInboundAsync("c", "s", "id"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70 * 1024)]
    public async Task Messages_of_any_length_come_back_and_are_replaced(int length)
    {
        await Store.StorePendingInboundAsync("c", "s", "id", Sample.Blob(7, 1));
        await Store.StorePendingInboundsAsync(Sample.Of(new PendingInbound("c", "s", "id", Sample.Blob(length, 2))));

        Assert.Equal(Sample.Blob(length, 2), await Store.GetPendingInboundAsync("c", "s", "id"));
    }

    [Fact]
    public async Task All_three_parts_make_the_key()
    {
        await Store.StorePendingInboundAsync("c", "s", "id", Sample.Blob(5, 1));
        await Store.DeletePendingInboundsAsync(Sample.Of(new PendingInboundKey("x", "s", "id"), new("c", "x", "id"), new("c", "s", "x"), new("s", "c", "id")));

        Assert.NotNull(await Store.GetPendingInboundAsync("c", "s", "id"));
        Assert.Null(await Store.GetPendingInboundAsync("x", "s", "id"));
        Assert.Null(await Store.GetPendingInboundAsync("c", "x", "id"));
        Assert.Null(await Store.GetPendingInboundAsync("c", "s", "x"));
    }

    [Theory]
    [MemberData(nameof(ListSizes.Usual), MemberType = typeof(ListSizes))]
    public async Task Messages_in_any_number_go_in_and_go(int size)
    {
        await Store.StorePendingInboundAsync("c", "s", "bystander", Sample.Blob(5, 1));
        await Store.StorePendingInboundsAsync(Sample.Many(size, i => new PendingInbound("c", "s", $"{i}", BitConverter.GetBytes(i))));
        for (var i = 0; i < size; i++)
        {
            Assert.Equal(BitConverter.GetBytes(i), (await Store.GetPendingInboundAsync("c", "s", $"{i}"))!);
        }

        await Store.DeletePendingInboundsAsync(Sample.Many(size, i => new PendingInboundKey("c", "s", $"{i}")));
        Clock.Advance(1);
        Assert.Equal(1, await Store.DeleteExpiredPendingInboundAsync(FakeTime.Start + 1));
    }

    [Fact]
    public async Task Of_one_key_twice_in_a_batch_the_last_wins()
    {
        await Store.StorePendingInboundsAsync(Sample.Of(new PendingInbound("c", "s", "id", Sample.Blob(5, 1)), new("c", "s", "id", Sample.Blob(5, 2))));

        Assert.Equal(Sample.Blob(5, 2), await Store.GetPendingInboundAsync("c", "s", "id"));
    }

    [Theory]
    [MemberData(nameof(HostileKeys.Names), MemberType = typeof(HostileKeys))]
    public async Task Any_text_is_part_of_a_key(string name)
    {
        var key = HostileKeys.Get(name);
        await Store.StorePendingInboundsAsync(
            HostileKeys.All.Where(other => other != key).Select(other => new PendingInbound(other, other, other, Sample.Blob(5, 9))).ToArray());
        Assert.Null(await Store.GetPendingInboundAsync(key, key, key));

        await Store.StorePendingInboundAsync(key, key, key, Sample.Blob(5, 1));
        Assert.Equal(Sample.Blob(5, 1), await Store.GetPendingInboundAsync(key, key, key));
        await Store.DeletePendingInboundAsync(key, key, key);
        Assert.Null(await Store.GetPendingInboundAsync(key, key, key));
    }

    [Fact]
    public async Task Messages_stored_before_the_cutoff_expire_and_storing_again_renews()
    {
        await Store.StorePendingInboundAsync("c", "s", "1", Sample.Blob(5, 1));
        await Store.StorePendingInboundAsync("c", "s", "2", Sample.Blob(5, 2));
        Clock.Advance(1);
        await Store.StorePendingInboundAsync("c", "s", "2", Sample.Blob(5, 3));

        Assert.Equal(0, await Store.DeleteExpiredPendingInboundAsync(FakeTime.Start));
        Assert.Equal(1, await Store.DeleteExpiredPendingInboundAsync(FakeTime.Start + 1));
        Assert.Null(await Store.GetPendingInboundAsync("c", "s", "1"));
        Assert.Equal(Sample.Blob(5, 3), await Store.GetPendingInboundAsync("c", "s", "2"));
    }

    [Fact]
    public async Task The_probe_of_a_client_round_trips()
    {
        const string Probe = "0@s.whatsapp.net";
        await Store.StorePendingInboundAsync(Probe, Probe, "probe-1", Sample.Blob(16, 1));
        Assert.Equal(Sample.Blob(16, 1), await Store.GetPendingInboundAsync(Probe, Probe, "probe-1"));
        await Store.DeletePendingInboundAsync(Probe, Probe, "probe-1");
        Assert.Null(await Store.GetPendingInboundAsync(Probe, Probe, "probe-1"));
    }
}
