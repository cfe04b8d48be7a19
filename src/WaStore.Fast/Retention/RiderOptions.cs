namespace WaStore.Fast.Retention;

/// <summary>How changes that wait in memory get into the store.</summary>
public record RiderOptions
{
    /// <summary>How long a change waits for others before it is flushed, as the Signal cache's own window (spec/caches.md 1.13).</summary>
    public TimeSpan FlushWindow { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>The longest time between two attempts while the store fails.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock of windows, back-offs and deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Throws when an option makes no sense.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    private protected void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FlushWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackOff, FlushWindow);
        ArgumentNullException.ThrowIfNull(TimeProvider);
    }
}
