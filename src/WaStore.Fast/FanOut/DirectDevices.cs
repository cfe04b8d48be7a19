using WaStore.Fast.Directories;

namespace WaStore.Fast.FanOut;

/// <summary>The memory of a peer's devices and our own: true while nothing changed for either user (spec/caches.md 7.9).</summary>
sealed class DirectDevices(OwnDevice own, string chat, FanOutDevice[] targets, HashSet<string> users, long generation)
{
    long _generation = generation;

    internal string Chat => chat;

    /// <summary>All devices, in the order in which their sessions are locked.</summary>
    internal FanOutDevice[] Targets => targets;

    internal bool Holds(OwnDevice sender, TopologyLog topology)
    {
        var (since, now) = (Volatile.Read(ref _generation), topology.Generation);
        if (sender != own || (since != now && topology.IsTouched(since, users)))
        {
            return false;
        }

        // Only others changed: stamped anew, so that the next look is one comparison.
        _ = Interlocked.CompareExchange(ref _generation, now, since);
        return true;
    }
}
