using WaStore.Fast.Signal;

namespace WaStore.Fast.Retention;

/// <summary>Decides whether a retry receipt makes us build a session anew: at most once an hour for one device (spec/caches.md 9.4). Thread-safe, monotonic.</summary>
/// <param name="timeProvider">The clock; null takes the system's.</param>
/// <param name="capacity">How many devices are remembered; beyond it those that were recreated longest ago are forgotten.</param>
public sealed class SessionRecreations(TimeProvider? timeProvider = null, int capacity = 4_096)
{
    /// <summary>From this retry on a session that is there may be the fault.</summary>
    public const int FirstSuspiciousRetry = 2;

    readonly Lock _gate = new();
    readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    readonly RecencyMap<SignalAddress, long> _last = new(capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity)));

    /// <summary>How long a device is left alone after its session was recreated: one hour.</summary>
    public static TimeSpan Throttle { get; } = TimeSpan.FromHours(1);

    /// <summary>How many devices are remembered now.</summary>
    public int DeviceCount
    {
        get
        {
            lock (_gate)
            {
                return _last.Count;
            }
        }
    }

    /// <summary>Whether to delete the device's session and build a new one; if so, it counts, and of several callers at once one is told so.</summary>
    /// <param name="address">The device.</param>
    /// <param name="retryCount">The receipt's count.</param>
    /// <param name="hasSession">Whether there is a session. Without one there is nothing to lose, so no hour is waited for.</param>
    public bool TryBegin(SignalAddress address, int retryCount, bool hasSession)
    {
        ArgumentNullException.ThrowIfNull(address);
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            if (hasSession && (retryCount < FirstSuspiciousRetry || (_last.TryGet(address, out var last) && _time.GetElapsedTime(last, now) < Throttle)))
            {
                return false;
            }

            _last.Set(address, now);
            return true;
        }
    }
}
