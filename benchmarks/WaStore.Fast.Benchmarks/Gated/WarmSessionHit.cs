using WaStore.Fast.Benchmarks.Suites;
using WaStore.Fast.Benchmarks.Workloads;
using WaStore.Fast.Gate;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores.InMemory;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>A cached session found by its interned key: the read of every message that is not the first of its chat.</summary>
sealed class WarmSessionHit : GatedBenchmark
{
    // What a core's own cache holds. Of a thousand, where each process's memory happens to lie moved the time by 5 %.
    const int Sessions = 64;

    CachedSessions _work = null!;
    SignalAddress[] _addresses = [];
    int _found;

    public override string Name => "session-hit";

    public override string Operation => "one of 64 cached sessions by interned key";

    public override void Setup()
    {
        _work = new CachedSessions(new SessionWorkload(), new InMemoryBackend());
        _work.Put(SessionWorkload.Count);
        _addresses = _work.Shuffled[..Sessions];
    }

    public override void Run(int operations)
    {
        int found = 0;
        for (int left = operations; left > 0; left -= Sessions)
        {
            foreach (SignalAddress address in _addresses.AsSpan(0, Math.Min(left, Sessions)))
            {
                found += _work.Cache.TryGetSession(address, out OpaqueRecord? record) && record is not null ? 1 : 0;
            }
        }

        _found = found == operations ? found : throw new InvalidOperationException($"{found} of {operations} sessions were found.");
    }

    public override void TearDown() => StoreFixture.Wait(_work.Cache.DisposeAsync());
}
