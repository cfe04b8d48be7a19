namespace WaStore.Fast.Gate.Statistics;

/// <summary>The gate's answer for the time of one benchmark.</summary>
enum Verdict
{
    /// <summary>Could not be told; the reason says why. Never fails a build.</summary>
    Unknown,

    /// <summary>No slowdown and no gain of 10 %; one of 15 % is excluded.</summary>
    Same,

    /// <summary>A gain of 10 % or more.</summary>
    Faster,

    /// <summary>A slowdown of 10 % or more, seen in two independent runs. Fails.</summary>
    Slower,
}

/// <summary>The gate's answer for the managed bytes of one benchmark.</summary>
enum AllocationVerdict
{
    /// <summary>Could not be told.</summary>
    Unknown,

    /// <summary>Within a byte per operation.</summary>
    Same,

    /// <summary>Fewer.</summary>
    Less,

    /// <summary>More, seen in two independent runs. Fails.</summary>
    More,
}
