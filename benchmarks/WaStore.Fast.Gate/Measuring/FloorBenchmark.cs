namespace WaStore.Fast.Gate.Measuring;

/// <summary>
/// The machine's own control: a fixed walk over memory and a hash of what lies there, the same code on both sides. When it differs between base and change, the
/// machine does, and nothing measured beside it can be believed.
/// </summary>
sealed class FloorBenchmark : GatedBenchmark
{
    internal const string FloorName = "(floor)";

    const int Steps = 4096;

    // 256 KiB: more than the first cache of a core, less than the last of any.
    readonly int[] _next = new int[64 * 1024];
    ulong _hash;

    public override string Name => FloorName;

    public override string Operation => "4,096 dependent loads and a hash";

    public override void Setup()
    {
        // One cycle through all places, the same in every process.
        int[] order = [.. Enumerable.Range(0, _next.Length)];
        new Random(7).Shuffle(order);
        for (int i = 0; i < order.Length; i++)
        {
            _next[order[i]] = order[(i + 1) % order.Length];
        }
    }

    public override void Run(int operations)
    {
        ulong hash = _hash;
        int at = (int)(hash % (ulong)_next.Length);
        for (int i = 0; i < operations * Steps; i++)
        {
            at = _next[at];
            hash = (hash ^ (ulong)at) * 1099511628211;
        }

        _hash = hash;
    }
}
