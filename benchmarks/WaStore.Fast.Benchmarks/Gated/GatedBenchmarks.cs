using WaStore.Fast.Gate;

namespace WaStore.Fast.Benchmarks.Gated;

/// <summary>What our own pull requests are gated on: the cached hit, the cold read, the flush. Few and short, so that a run fits into a minute and a half.</summary>
static class GatedBenchmarks
{
    public static IReadOnlyList<GatedBenchmark> All { get; } = [new WarmSessionHit(), new SessionBatchRead(), new SessionFlush()];
}
