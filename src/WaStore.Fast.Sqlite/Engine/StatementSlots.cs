namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Hands out the places at which every connection of the process keeps its statements and statement sets. Generated code calls it once per type.</summary>
public static class StatementSlots
{
    static int s_statements;
    static int s_sets;

    /// <summary>Reserves a run of statement places.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The first of them.</returns>
    public static int Reserve(int count) => Interlocked.Add(ref s_statements, count) - count;

    /// <summary>Reserves the place of one statement set.</summary>
    public static int ReserveSet() => Interlocked.Increment(ref s_sets) - 1;
}
