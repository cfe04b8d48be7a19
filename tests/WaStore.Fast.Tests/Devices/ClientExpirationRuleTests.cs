using WaStore.Fast.Devices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Tests.Devices;

/// <summary>The deadline of a client build (spec/caches.md 3.3).</summary>
public sealed class ClientExpirationRuleTests
{
    const long Day = 86_400;
    const long Now = 1_700_000_000;

    static readonly AppVersion s_build = new(2, 3000, 5);
    static readonly AppVersion s_older = new(2, 3000, 4);

    [Fact]
    public void The_first_deadline_is_held() => Assert.Equal(Held(Now + (90 * Day)), Decide(null, Now + (90 * Day)));

    [Theory]
    [InlineData(0)]
    [InlineData(Now - 1)]
    [InlineData(Now)]
    [InlineData(Now + (3 * Day) - 1)]
    public void An_abrupt_deadline_is_put_off_by_three_days(long deadline) => Assert.Equal(Held(Now + (3 * Day)), Decide(null, deadline));

    [Theory]
    [InlineData(Now + (10 * Day))]
    [InlineData(Now + (10 * Day) + 1)]
    [InlineData(long.MaxValue)]
    public void A_later_deadline_extends_nothing(long deadline)
    {
        var held = Held(Now + (10 * Day));
        Assert.Same(held, Decide(held, deadline));
    }

    [Fact]
    public void A_sooner_deadline_replaces() => Assert.Equal(Held(Now + (9 * Day)), Decide(Held(Now + (10 * Day)), Now + (9 * Day)));

    [Fact]
    public void While_a_server_repeats_an_abrupt_deadline_the_notice_rolls_on()
    {
        var first = Decide(null, Now, Now);
        Assert.Equal(Held(Now + (4 * Day)), Decide(first, Now, Now + Day));
    }

    [Fact]
    public void A_deadline_that_is_no_longer_sooner_settles()
    {
        var held = Decide(null, Now + (3 * Day), Now);
        Assert.Same(held, Decide(held, Now + (3 * Day), Now + Day));
    }

    [Fact]
    public void No_deadline_withdraws_also_that_of_another_build()
    {
        Assert.Null(Decide(Held(Now + Day), null));
        Assert.Null(Decide(new ClientExpiration(Now + Day, s_older), null));
        Assert.Null(Decide(null, null));
    }

    [Fact]
    public void A_deadline_of_another_build_is_as_none()
    {
        var older = new ClientExpiration(Now + (4 * Day), s_older);
        Assert.Null(ClientExpirationRule.HeldFor(older, s_build));
        Assert.Same(older, ClientExpirationRule.HeldFor(older, s_older));
        Assert.Equal(Held(Now + (90 * Day)), Decide(older, Now + (90 * Day)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void An_unusable_deadline_changes_nothing(long deadline)
    {
        var held = Held(Now + (10 * Day));
        Assert.Same(held, Decide(held, deadline));
        Assert.Null(Decide(null, deadline));
    }

    static ClientExpiration Held(long expiresAt) => new(expiresAt, s_build);

    static ClientExpiration? Decide(ClientExpiration? held, long? deadline, long now = Now) =>
        ClientExpirationRule.Decide(held, deadline, s_build, DateTimeOffset.FromUnixTimeSeconds(now));
}
