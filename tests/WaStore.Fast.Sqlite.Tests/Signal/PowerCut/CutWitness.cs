namespace WaStore.Fast.Sqlite.Tests.Signal.PowerCut;

/// <summary>What may be relied on at one moment of a workload.</summary>
/// <param name="isFull">Whether every commit waits for the disk.</param>
sealed class CutWitness(bool isFull)
{
    readonly Dictionary<string, uint> _last = [];

    /// <summary>The newest flush that was acknowledged and waited for the disk: nothing older may be found.</summary>
    internal int Floor { get; private set; }

    /// <summary>The newest flush that was begun: nothing newer can be found.</summary>
    internal int Newest { get; private set; }

    /// <summary>Begun and not acknowledged, or acknowledged without waiting for the disk.</summary>
    internal bool MayLose => Floor < Newest;

    internal void Begins(int flush) => Newest = flush;

    internal void Acknowledged(int flush, bool isSynced)
    {
        if (isSynced || isFull)
        {
            Floor = flush;
        }
    }

    internal void Published(string chain, uint counter) => _last[chain] = counter;

    /// <summary>The first counter of a chain that was not published by now.</summary>
    internal uint After(string chain) => _last.TryGetValue(chain, out var last) ? last + 1 : 0;
}
