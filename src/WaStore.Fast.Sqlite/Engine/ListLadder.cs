using System.Numerics;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The sizes in which a list statement is prepared: powers of two below the chunk size, and the chunk size. A list is cut into chunks; its tail takes the next
/// size up, padded, or (multi-row VALUES, where padding would count) sizes down. So 514 ids in chunks of 500 are two executions.
/// </summary>
public static class ListLadder
{
    /// <summary>How many entries of a list one statement takes unless it says otherwise: the reference's chunk for <c>IN</c> lists (seeds), below the historic variable limit of 999.</summary>
    public const int DefaultChunkSize = 500;

    /// <summary>How many variables a statement may have in SQLite as everybody builds it (SQLITE_MAX_VARIABLE_NUMBER since 3.32).</summary>
    public const int VariableLimit = 32766;

    /// <summary>How many sizes, and so statement slots, a chunk size has.</summary>
    /// <param name="chunkSize">The chunk size, at least 1.</param>
    public static int Count(int chunkSize) => BitOperations.Log2((uint)chunkSize) + (BitOperations.IsPow2(chunkSize) ? 1 : 2);

    /// <summary>The size at a place of the ladder.</summary>
    internal static int SizeAt(int index, int chunkSize) => Math.Min(1 << index, chunkSize);

    /// <summary>The place of the smallest size that holds so many entries.</summary>
    internal static int IndexFor(int entries, int chunkSize) =>
        entries >= chunkSize ? Count(chunkSize) - 1 : BitOperations.Log2((uint)BitOperations.RoundUpToPowerOf2((uint)entries));

    /// <summary>The place of the largest size that is filled by so many entries.</summary>
    internal static int IndexFilledBy(int entries, int chunkSize) =>
        entries >= chunkSize ? Count(chunkSize) - 1 : BitOperations.Log2((uint)entries);
}
