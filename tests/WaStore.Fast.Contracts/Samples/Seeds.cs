namespace WaStore.Fast.Contracts.Samples;

/// <summary>Seeds of random runs: two that stay, and one that is another each time. The test's name tells it.</summary>
public static class Seeds
{
    public static TheoryData<int> All { get; } = [1, 2, Environment.TickCount & 0xFFFF];
}
