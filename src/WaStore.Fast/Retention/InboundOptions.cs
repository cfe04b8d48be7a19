namespace WaStore.Fast.Retention;

/// <summary>How received messages are committed (spec/caches.md 1.13).</summary>
public sealed record InboundOptions
{
    /// <summary>How many messages a batch of an offline drain has at most; it is also how many are held in memory.</summary>
    public int MaxMessages { get; init; } = 400;

    /// <summary>How many bytes of them; one message that is larger goes alone.</summary>
    public long MaxBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a batch waits for more, and how soon a failed one is tried again at first.</summary>
    public TimeSpan DrainWindow { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest time between two attempts.</summary>
    public TimeSpan MaxBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of windows and back-offs.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal InboundOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainWindow, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackOff, DrainWindow);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        return this;
    }
}
