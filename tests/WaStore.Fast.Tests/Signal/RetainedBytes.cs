namespace WaStore.Fast.Tests.Signal;

/// <summary>What is still on the heap of what an action made. The heap is the whole process's: only for tests that nothing else runs beside.</summary>
static class RetainedBytes
{
    // The median of several: what an earlier test left on a timer or a thread may go in the middle of one measurement (66 MB once), hardly in that of three.
    const int Attempts = 5;

    /// <param name="make">Makes the object to weigh, anew each time.</param>
    internal static async Task<long> OfAsync<T>(Func<Task<T>> make)
        where T : class
    {
        var retained = new long[Attempts];
        for (var i = 0; i < Attempts; i++)
        {
            retained[i] = await OfOneAsync(make);
        }

        Array.Sort(retained);
        return retained[Attempts / 2];
    }

    // Apart, so that the object of one measurement is gone before the next.
    static async Task<long> OfOneAsync<T>(Func<Task<T>> make)
        where T : class
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = await make();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(made);
        return bytes;
    }
}
