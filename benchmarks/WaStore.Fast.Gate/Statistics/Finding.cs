namespace WaStore.Fast.Gate.Statistics;

/// <summary>What one run by itself says of a benchmark's time.</summary>
enum Finding
{
    /// <summary>No difference that matters, and one of 15 % is excluded.</summary>
    Same,

    /// <summary>Faster by 10 % or more, beyond the noise.</summary>
    Faster,

    /// <summary>Slower by 10 % or more, beyond the noise.</summary>
    Slower,

    /// <summary>The interval is too wide to tell.</summary>
    Wide,

    /// <summary>The base differs from itself, or the floor has moved.</summary>
    Noisy,
}
