using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>A cached session found by its interned key: the read of every message that is not the first of its chat.</summary>
sealed class WarmSessionHit : GatedBenchmark
{
    CachedSessions _work = null!;
    int _found;

    public override string Name => "session-hit";

    public override string Operation => "one of 1,000 cached sessions by interned key, in random order";

    public override void Setup()
    {
        _work = new CachedSessions(new SessionWorkload(), new InMemoryBackend());
        _work.Put(SessionWorkload.Count);
    }

    public override void Run(int operations)
    {
        int found = 0;
        for (int left = operations; left > 0; left -= SessionWorkload.Count)
        {
            foreach (SignalAddress address in _work.Shuffled.AsSpan(0, Math.Min(left, SessionWorkload.Count)))
            {
                found += _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
            }
        }

        _found = found == operations ? found : throw new InvalidOperationException($"{found} of {operations} sessions were found.");
    }

    public override void TearDown() => StoreFixture.Wait(_work.Cache.DisposeAsync());
}
