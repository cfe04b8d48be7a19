namespace WaStore.Fast.Contracts.Samples;

/// <summary>How many items a list has: around nothing, around the chunk of 500, and past every variable limit.</summary>
public static class ListSizes
{
    public static TheoryData<int> Usual { get; } = [0, 1, 2, 499, 500, 501, 1000];

    public static TheoryData<int> WithLargest { get; } = [0, 1, 2, 499, 500, 501, 1000, 32_767];
}
