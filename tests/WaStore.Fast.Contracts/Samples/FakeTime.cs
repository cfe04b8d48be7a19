namespace WaStore.Fast.Contracts.Samples;

/// <summary>A wall clock that stands still until it is told to go; timers and the monotonic clock stay the system's.</summary>
public sealed class FakeTime : TimeProvider
{
    /// <summary>What every fixture starts at, unix seconds.</summary>
    public const long Start = 1_700_000_000;

    long _milliseconds = Start * 1000;

    public long Seconds => Interlocked.Read(ref _milliseconds) / 1000;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _milliseconds));

    public void Advance(long seconds) => Interlocked.Add(ref _milliseconds, seconds * 1000);
}
