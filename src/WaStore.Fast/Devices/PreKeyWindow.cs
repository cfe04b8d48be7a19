using WaStore.Fast.Stores;

namespace WaStore.Fast.Devices;

/// <summary>The ids of the pre-keys that exist and were not given to the server: from the first one to, but without, the next one to be made.</summary>
/// <remarks>It never runs over the greatest id, for the reference would take such a pair of watermarks for a broken one and begin at 1, over what is there.</remarks>
readonly record struct PreKeyWindow(uint First, uint End)
{
    // More than uploads that failed one after the other leave behind, and few enough to look through.
    const int MaxLength = 1_000_000;

    /// <summary>How many ids lie in it; some may be consumed.</summary>
    internal int Length => (int)(End - First);

    /// <summary>The window of a device; null when it has none yet, or a pair of watermarks that no upload leaves behind.</summary>
    internal static PreKeyWindow? Of(DeviceRecord row)
    {
        var (first, end) = (row.FirstUnuploadPreKeyId, row.NextPreKeyId);
        return first > 0 && first <= end && end <= PreKeyIds.Max + 1 && end - first <= MaxLength ? new PreKeyWindow(first, end) : null;
    }

    /// <summary>The empty window of a device without one: behind everything that it ever made, as the reference begins (spec/storage.md 2.2).</summary>
    internal static PreKeyWindow NewAfter(DeviceRecord row, uint greatestStored)
    {
        var start = PreKeyIds.Wrap(Math.Max(row.NextPreKeyId, greatestStored + 1UL));
        return new PreKeyWindow(start, start);
    }
}
