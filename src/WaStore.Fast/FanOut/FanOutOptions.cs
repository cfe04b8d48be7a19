namespace WaStore.Fast.FanOut;

/// <summary>How a send to a group is planned.</summary>
public sealed record FanOutOptions
{
    /// <summary>After so many messages a sender key is replaced (spec/caches.md 10.2).</summary>
    public const int DefaultRotationLimit = 1_000;

    internal static FanOutOptions Default { get; } = new();

    /// <summary>From which iteration of its chain on our sender key is replaced by a new one that everybody gets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public int RotationLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = DefaultRotationLimit;

    /// <summary>Whether our sender key is replaced whatever its iteration.</summary>
    public bool NewSenderKey { get; init; }
}
