using WaStore.Fast.Gate.Budgets;

namespace WaStore.Fast.Gate.Tests.Budgets;

/// <summary>An operation whose cost is known: so many objects of 24 bytes, so many statements.</summary>
sealed class CountedSample(string name = "sample", Func<int, int>? objects = null, int statements = 0, bool isBytesExact = true) : CountedOperation
{
    /// <summary>What an object without fields takes in a 64-bit process.</summary>
    public const int ObjectBytes = 24;

    readonly object?[] _kept = new object?[16];
    long _statements;

    public int Runs { get; private set; }

    public bool IsTornDown { get; private set; }

    public override string Name => name;

    public override void Run()
    {
        Runs++;
        _statements += statements;
        for (var i = objects?.Invoke(Runs) ?? 0; i > 0; i--)
        {
            // Kept, or the JIT would leave it out.
            _kept[i] = new object();
        }
    }

    public override void ReadCounters(IDictionary<string, long> counters)
    {
        // Reading costs something too, which is nobody's.
        _kept[0] = new object();
        counters["statements"] = _statements;
    }

    public override bool IsExact(string measure) => isBytesExact || measure != ManagedBytes;

    public override void TearDown() => IsTornDown = true;
}
