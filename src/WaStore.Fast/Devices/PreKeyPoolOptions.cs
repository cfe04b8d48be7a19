namespace WaStore.Fast.Devices;

/// <summary>How a <see cref="PreKeyPool"/> is run.</summary>
public sealed record PreKeyPoolOptions
{
    /// <summary>The fewest keys that the server may have left, and so the fewest of an upload (spec/caches.md 3.3).</summary>
    public const int MinCount = 5;

    /// <summary>The most keys of one upload: what the list of a stanza holds.</summary>
    public const int MaxCount = ushort.MaxValue;

    /// <summary>How many keys one upload offers.</summary>
    public int WantedCount { get; init; } = 812;

    internal PreKeyPoolOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(WantedCount, MinCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WantedCount, MaxCount);
        return this;
    }
}
