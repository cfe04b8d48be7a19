using System.Numerics;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The sizes in which a list statement is prepared: 1, 2, 3, 4, 6, 8, 12, 16, 24 ... below the chunk size, and the chunk size. A list is cut into chunks; its tail takes
/// the next size up, padded, or (multi-row VALUES, where padding would count) sizes down. So 514 ids in chunks of 500 are two executions. The steps by half keep the
/// padding below a third of the ids: 20 ids padded to 32 cost a third more than 20.
/// </summary>
public static class ListLadder
{
    /// <summary>How many entries of a list one statement takes unless it says otherwise: the reference's chunk for <c>IN</c> lists (seeds), below the historic variable limit of 999.</summary>
    public const int DefaultChunkSize = 500;

    /// <summary>How many variables a statement may have in SQLite as everybody builds it (SQLITE_MAX_VARIABLE_NUMBER since 3.32).</summary>
    public const int VariableLimit = 32766;

    /// <summary>How many sizes, and so statement slots, a chunk size has.</summary>
    /// <param name="chunkSize">The chunk size, at least 1.</param>
    public static int Count(int chunkSize) => IndexOfSizeFrom(chunkSize) + 1;

    /// <summary>The size at a place of the ladder.</summary>
    internal static int SizeAt(int index, int chunkSize) => Math.Min(Step(index), chunkSize);

    /// <summary>The place of the smallest size that holds so many entries.</summary>
    internal static int IndexFor(int entries, int chunkSize) => IndexOfSizeFrom(Math.Min(entries, chunkSize));

    /// <summary>The place of the largest size that is filled by so many entries.</summary>
    internal static int IndexFilledBy(int entries, int chunkSize)
    {
        if (entries >= chunkSize)
        {
            return Count(chunkSize) - 1;
        }

        int index = IndexOfSizeFrom(entries);
        return Step(index) == entries ? index : index - 1;
    }

    // 1, 2, 3, 4, 6, 8, 12 ...: at odd places powers of two, behind them the step by half.
    static int Step(int index) => index == 0 ? 1 : (index % 2 == 0 ? 3 : 2) << ((index - 1) / 2);

    static int IndexOfSizeFrom(int entries)
    {
        if (entries <= 1)
        {
            return 0;
        }

        int power = BitOperations.Log2((uint)(entries - 1));
        int index = (2 * power) + 1;
        return power > 0 && entries <= Step(index - 1) ? index - 1 : index;
    }
}
