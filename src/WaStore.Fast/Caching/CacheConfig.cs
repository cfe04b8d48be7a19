using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace WaStore.Fast.Caching;

/// <summary>The caches of an account. The defaults are the reference's newest (spec/caches.md 4.4); a user overrides what differs.</summary>
/// <remarks>The Signal cache has options of its own, <see cref="Signal.SignalCacheOptions"/>, and its session locks are bounded there.</remarks>
public sealed record CacheConfig
{
    static readonly TimeSpan s_fiveMinutes = TimeSpan.FromMinutes(5);
    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    /// <summary>Group metadata by group; since the last write.</summary>
    public CacheEntryConfig GroupCache { get; init; } = new(s_hour, 250);

    /// <summary>Device lists by user; since the last write.</summary>
    public CacheEntryConfig DeviceRegistryCache { get; init; } = new(s_hour, 5_000);

    /// <summary>LID-PN mappings, each direction; since the last access. Bounded, because a miss is read from the store (design.md 4); the reference's newest is not.</summary>
    public CacheEntryConfig LidPnCache { get; init; } = new(s_hour, 10_000);

    /// <summary>Sent messages that stay in memory for retries after they are stored; since they were kept. None by default: the store has them.</summary>
    public CacheEntryConfig RecentMessages { get; init; } = new(s_fiveMinutes, 0);

    /// <summary>How often a message was asked for again; since the last time.</summary>
    public CacheEntryConfig MessageRetryCounts { get; init; } = new(s_hour, 500);

    /// <summary>Messages that were reported as undecryptable, so that each is once; since then.</summary>
    public CacheEntryConfig UndecryptableDispatched { get; init; } = new(s_fiveMinutes, 1_000);

    /// <summary>Messages that the phone was asked for and has not answered; since then.</summary>
    public CacheEntryConfig PdoPendingRequests { get; init; } = new(TimeSpan.FromSeconds(30), 200);

    /// <summary>Messages that the phone was asked for, so that it is asked once; since then.</summary>
    public CacheEntryConfig PdoRequested { get; init; } = new(TimeSpan.FromHours(24), 512);

    /// <summary>Which device has which group's sender key; since the last access.</summary>
    public CacheEntryConfig SenderKeyDevicesCache { get; init; } = new(s_hour, 500);

    /// <summary>Peers whose session was made anew because of retries, so that it is not each time; since then.</summary>
    public CacheEntryConfig SessionRecreateHistory { get; init; } = new(s_hour, 256);

    /// <summary>How many chats' lanes are remembered while nobody uses them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int ChatLanesCapacity { get; init => field = NotNegative(value); } = 5_000;

    /// <summary>How many groups' distribution locks are remembered while nobody uses them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int GroupDistributionLocksCapacity { get; init => field = NotNegative(value); } = 512;

    /// <summary>How many groups' resolved devices are remembered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int GroupDevicesMemoCapacity { get; init => field = NotNegative(value); } = 64;

    /// <summary>How many users' resolved devices are remembered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int DmDevicesMemoCapacity { get; init => field = NotNegative(value); } = 512;

    /// <summary>How many groups are remembered as having distributed their sender key to everyone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int SkdmWarmMemoCapacity { get; init => field = NotNegative(value); } = 64;

    /// <summary>Which caches are kept in a store of one's own.</summary>
    public CacheStores CacheStores { get; init; } = CacheStores.None;

    /// <summary>The clock of all caches; they read its monotonic timestamp.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Told when a store of <see cref="CacheStores"/> fails. No value and no secret is logged; an exception of the store is.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    static int NotNegative(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return value;
    }
}
