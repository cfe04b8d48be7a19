namespace WaStore.Fast.Tests.Signal;

/// <summary>What an action allocates on this thread once it is warm.</summary>
static class AllocatedBytes
{
    const int WarmUps = 100;
    const int Attempts = 20;

    internal static long Of(Action action)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            action();
        }

        // The least of several: the runtime now and then adds an allocation of its own, and never takes one away.
        var least = long.MaxValue;
        for (var i = 0; i < Attempts; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
