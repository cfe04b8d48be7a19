namespace WaStore.Fast.Tests.Retention;

/// <summary>A wall clock and a monotonic one that go apart.</summary>
sealed class StandingClock : TimeProvider
{
    long _ticks;

    public DateTimeOffset Wall { get; set; } = DateTimeOffset.UnixEpoch;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => _ticks;

    public void Advance(TimeSpan by) => _ticks += by.Ticks;
}
