namespace WaStore.Fast.Signal;

/// <summary>
/// Notices the second occurrence of a field that may occur once. protobuf would merge the two; no writer makes them, and a reader that merges
/// differently from ours would see another counter. So such a record is undecodable.
/// </summary>
struct OnceOnly
{
    uint _seen;

    /// <summary>False if <paramref name="fieldNumber"/> (below 32) was marked before.</summary>
    public bool Mark(int fieldNumber)
    {
        var bit = 1u << fieldNumber;
        var first = (_seen & bit) == 0;
        _seen |= bit;
        return first;
    }
}
