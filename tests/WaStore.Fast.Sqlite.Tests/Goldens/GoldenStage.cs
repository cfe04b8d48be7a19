namespace WaStore.Fast.Sqlite.Tests.Goldens;

/// <summary>The golden databases, by how many migrations they have seen.</summary>
public enum GoldenStage
{
    Migration14 = 14,
    Migration17 = 17,
    Migration23 = 23,
    Migration24 = 24,
}
