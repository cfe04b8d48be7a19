namespace WaStore.Fast.Stores;

/// <summary>What a store costs. Null means that it could not be told without waiting, never zero (spec/storage.md 1.5).</summary>
/// <param name="MemoryBytes">Bytes of cache, at most.</param>
/// <param name="Pages">Pages of the database.</param>
/// <param name="IoRead">Bytes read.</param>
/// <param name="IoWrite">Bytes written.</param>
public sealed record ResourceReport(long? MemoryBytes, long? Pages, long? IoRead, long? IoWrite)
{
    /// <summary>Nothing known.</summary>
    public static ResourceReport Unknown { get; } = new(null, null, null, null);
}
