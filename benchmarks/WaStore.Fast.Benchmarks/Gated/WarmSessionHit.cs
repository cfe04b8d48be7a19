using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>A cached session found by its interned key: the read of every message that is not the first of its chat.</summary>
sealed class WarmSessionHit : GatedBenchmark
{
    // What a core's own cache holds, one set after the other. Of a thousand at once, where each process's memory happens to lie moved the time by 5 %; and of 64 alone, how
    // many of them its secret of the hash happens to let collide.
    const int Sessions = 64;
    const int Sets = 15;

    CachedSessions _work = null!;
    int _found;

    public override string Name => "session-hit";

    public override string Operation => "one of 1,000 cached sessions by interned key, 64 of them in turn";

    public override void Setup()
    {
        _work = new CachedSessions(new SessionWorkload(), new InMemoryBackend());
        _work.Put(SessionWorkload.Count);
    }

    public override void Run(int operations)
    {
        int found = 0;
        for (int set = 0; set < Sets; set++)
        {
            // Each set its share, and the last one what the division leaves.
            int share = set < Sets - 1 ? operations / Sets : operations - (operations / Sets * set);
            found += Find(_work.Shuffled.AsSpan(set * Sessions, Sessions), share);
        }

        _found = found == operations ? found : throw new InvalidOperationException($"{found} of {operations} sessions were found.");
    }

    int Find(ReadOnlySpan<SignalAddress> addresses, int operations)
    {
        int found = 0;
        for (int left = operations; left > 0; left -= Sessions)
        {
            foreach (SignalAddress address in addresses[..Math.Min(left, Sessions)])
            {
                found += _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
            }
        }

        return found;
    }

    public override void TearDown() => StoreFixture.Wait(_work.Cache.DisposeAsync());
}
