using System.Numerics;

namespace WaStore.Fast.Signal;

/// <summary>How a Signal cache is run. The defaults suit a bot; a group service raises the bounds, or lets its loads do so.</summary>
public sealed record SignalCacheOptions
{
    /// <summary>The name of the meter whose instruments show each cache's health.</summary>
    public const string MeterName = "WaStore.Fast.Signal";

    const int FewestStripes = 16;

    /// <summary>How many locks each kind of record is spread over: a power of two, at least four per core are sensible.</summary>
    public int Stripes { get; init; } = Math.Max(FewestStripes, (int)BitOperations.RoundUpToPowerOf2((uint)(4 * Environment.ProcessorCount)));

    /// <summary>Records of each kind that may stay cached once the store has them. A larger <c>LoadManyAsync</c> raises it, until the next clear.</summary>
    public int MaxEntries { get; init; } = 2_000;

    /// <summary>Bytes of each kind that may stay cached once the store has them.</summary>
    public long MaxBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Keys of each kind that may be remembered as having no record.</summary>
    public int MaxAbsences { get; init; } = 2_000;

    /// <summary>Bytes that may wait for the store. Beyond it writers wait; nothing is dropped.</summary>
    public long MaxPendingBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How many sessions' locks are remembered while nobody uses them (spec/caches.md 4.4).</summary>
    public int SessionLockCapacity { get; init; } = 10_000;

    /// <summary>How long a write waits for others before it is flushed (spec/caches.md 1.13).</summary>
    public TimeSpan FlushWindow { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The longest time between two attempts while the store fails.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of the flush worker and of the health report.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The life to go on with after a close that is proven to have been clean: its counters are exact. Null, the default: a new one.</summary>
    public Incarnation? Incarnation { get; init; }

    /// <summary>Whether an identity key is trusted. Null trusts every one, as the reference does (spec/caches.md 1.5).</summary>
    public IdentityTrust? Trust { get; init; }

    internal SignalCacheOptions Checked()
    {
        if (!BitOperations.IsPow2(Stripes))
        {
            throw new ArgumentException("The number of stripes is a power of two.", nameof(Stripes));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(MaxEntries);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxAbsences);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPendingBytes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(SessionLockCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(FlushWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackOff, FlushWindow);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return this;
    }
}
