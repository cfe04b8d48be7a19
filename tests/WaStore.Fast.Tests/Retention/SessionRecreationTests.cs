using WaStore.Fast.Caching;
using WaStore.Fast.Retention;
using WaStore.Fast.Tests.Signal.Cache;

namespace WaStore.Fast.Tests.Retention;

public sealed class SessionRecreationTests
{
    readonly StandingClock _clock = new();
    readonly CacheConfig _config;

    public SessionRecreationTests() => _config = new CacheConfig { TimeProvider = _clock };

    [Theory]
    [InlineData(1, false, true)]
    [InlineData(3, false, true)]
    [InlineData(1, true, false)]
    [InlineData(2, true, true)]
    [InlineData(3, true, true)]
    public void A_session_that_is_there_is_doubted_from_the_second_retry_on(int retry, bool hasSession, bool expected) =>
        Assert.Equal(expected, new SessionRecreations(_config).TryBegin(Harness.Address(1), retry, hasSession));

    [Fact]
    public void A_device_is_recreated_once_an_hour_by_the_monotonic_clock()
    {
        var recreations = new SessionRecreations(_config);
        Assert.True(recreations.TryBegin(Harness.Address(1), 2, hasSession: true));
        _clock.Wall += TimeSpan.FromDays(1);
        _clock.Advance(TimeSpan.FromMinutes(59.9));
        Assert.False(recreations.TryBegin(Harness.Address(1), 4, hasSession: true));
        Assert.True(recreations.TryBegin(Harness.Address(2), 2, hasSession: true));
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.True(recreations.TryBegin(Harness.Address(1), 2, hasSession: true));
        Assert.False(recreations.TryBegin(Harness.Address(1), 2, hasSession: true));
    }

    [Fact]
    public void A_missing_session_waits_for_no_hour_and_begins_one()
    {
        var recreations = new SessionRecreations(_config);
        Assert.True(recreations.TryBegin(Harness.Address(1), 1, hasSession: false));
        Assert.True(recreations.TryBegin(Harness.Address(1), 1, hasSession: false));
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(recreations.TryBegin(Harness.Address(1), 1, hasSession: false));
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(recreations.TryBegin(Harness.Address(1), 3, hasSession: true));
    }

    [Fact]
    public void The_memory_is_bounded()
    {
        var recreations = new SessionRecreations(_config with { SessionRecreateHistory = new(TimeSpan.FromHours(1), capacity: 3) });
        for (var i = 0; i < 100; i++)
        {
            Assert.True(recreations.TryBegin(Harness.Address(i), 2, hasSession: true));
        }

        Assert.Equal(3, recreations.DeviceCount);
        Assert.False(recreations.TryBegin(Harness.Address(97), 2, hasSession: true));
        Assert.True(recreations.TryBegin(Harness.Address(0), 2, hasSession: true));
    }

    [Fact]
    public async Task Of_many_receipts_at_once_one_recreates()
    {
        var recreations = new SessionRecreations(_config);
        var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => recreations.TryBegin(Harness.Address(1), 2, hasSession: true))));
        Assert.Single(begun, true);
    }
}
