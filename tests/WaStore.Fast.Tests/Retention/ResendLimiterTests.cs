using WaStore.Fast.Retention;

namespace WaStore.Fast.Tests.Retention;

public sealed class ResendLimiterTests
{
    readonly StandingClock _clock = new();

    [Fact]
    public void A_chat_has_twenty_at_once_and_ten_a_minute_after()
    {
        var limiter = new ResendLimiter(_clock);
        Assert.Equal(20, Take(limiter, "a", 30));
        _clock.Advance(TimeSpan.FromSeconds(5.9));
        Assert.Equal(0, Take(limiter, "a", 1));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, Take(limiter, "a", 5));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, Take(limiter, "a", 30));
    }

    [Fact]
    public void Being_refused_does_not_cost_anything()
    {
        var limiter = new ResendLimiter(_clock);
        _ = Take(limiter, "a", 20);
        for (var i = 0; i < 13; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(0.5));
            _ = limiter.TryTake("a");
        }

        Assert.Equal(0, Take(limiter, "a", 1));
        _clock.Advance(TimeSpan.FromSeconds(5.6));
        Assert.Equal(1, Take(limiter, "a", 2));
    }

    [Fact]
    public void A_quiet_chat_saves_no_more_than_the_burst()
    {
        var limiter = new ResendLimiter(_clock);
        _ = Take(limiter, "a", 20);
        _clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(20, Take(limiter, "a", 30));
    }

    [Fact]
    public void Chats_do_not_share()
    {
        var limiter = new ResendLimiter(_clock);
        Assert.Equal((20, 20), (Take(limiter, "a", 30), Take(limiter, "b", 30)));
    }

    [Fact]
    public void The_wall_clock_has_no_say()
    {
        var limiter = new ResendLimiter(_clock);
        _ = Take(limiter, "a", 20);
        _clock.Wall += TimeSpan.FromDays(1);
        Assert.Equal(0, Take(limiter, "a", 1));
    }

    [Fact]
    public void The_chats_quiet_longest_are_forgotten_beyond_the_capacity()
    {
        var limiter = new ResendLimiter(_clock, burst: 1, capacity: 2);
        Assert.Equal((1, 1), (Take(limiter, "a", 2), Take(limiter, "b", 2)));
        Assert.Equal(0, Take(limiter, "a", 1));
        Assert.Equal(1, Take(limiter, "c", 2));
        Assert.Equal(2, limiter.ChatCount);
        Assert.Equal(0, Take(limiter, "a", 1));
        Assert.Equal(1, Take(limiter, "b", 1));
    }

    [Fact]
    public async Task Many_threads_get_the_burst_and_no_more()
    {
        var limiter = new ResendLimiter(_clock);
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Take(limiter, "a", 50))));
        Assert.Equal(20, counts.Sum());
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(int.MaxValue, true)]
    public void A_fifth_retry_is_refused(int count, bool expected) => Assert.Equal(expected, ResendLimiter.IsRefused(count));

    static int Take(ResendLimiter limiter, string chat, int times) => Enumerable.Range(0, times).Count(_ => limiter.TryTake(chat));
}
