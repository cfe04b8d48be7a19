using WaStore.Fast.Caching;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Retention;

/// <summary>Decides whether a retry receipt makes us build a session anew: at most once an hour for one device (spec/caches.md 9.4). Thread-safe, monotonic.</summary>
/// <remarks>
/// <see cref="CacheConfig.SessionRecreateHistory"/> says how long a device is left alone, and how many are remembered: beyond that those that were recreated longest ago are forgotten.
/// </remarks>
public sealed class SessionRecreations
{
    /// <summary>From this retry on a session that is there may be the fault.</summary>
    public const int FirstSuspiciousRetry = 2;

    readonly RecentMarks<SignalAddress> _history;

    /// <summary>Remembers no device yet.</summary>
    /// <param name="config">The bounds and the clock; null takes the defaults.</param>
    public SessionRecreations(CacheConfig? config = null)
    {
        config ??= new CacheConfig();
        _history = new RecentMarks<SignalAddress>(config.SessionRecreateHistory, config.TimeProvider);
    }

    /// <summary>How many devices are remembered now.</summary>
    public int DeviceCount => _history.Count;

    /// <summary>Whether to delete the device's session and build a new one; if so, it counts, and of several callers at once one is told so.</summary>
    /// <param name="address">The device.</param>
    /// <param name="retryCount">The receipt's count.</param>
    /// <param name="hasSession">Whether there is a session. Without one there is nothing to lose, so no hour is waited for.</param>
    public bool TryBegin(SignalAddress address, int retryCount, bool hasSession)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (hasSession)
        {
            return retryCount >= FirstSuspiciousRetry && _history.TryMark(address);
        }

        _history.Mark(address);
        return true;
    }
}
