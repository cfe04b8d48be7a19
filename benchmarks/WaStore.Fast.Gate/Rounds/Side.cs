namespace WaStore.Fast.Gate.Rounds;

/// <summary>The three processes of a launch.</summary>
enum Side
{
    /// <summary>What the change is compared with.</summary>
    Base,

    /// <summary>The base once more: what differs between the two is noise.</summary>
    Control,

    /// <summary>What is judged.</summary>
    Change,
}
