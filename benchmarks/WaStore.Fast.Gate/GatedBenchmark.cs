namespace WaStore.Fast.Gate;

/// <summary>One piece of work whose speed is gated. Every call comes from one thread of a process of its own, which is pinned to one core where the system lets it.</summary>
/// <remarks>
/// The name is the identity: the base's benchmark of the same name is what the change is compared with, so a benchmark whose work changes needs a new name.
/// </remarks>
public abstract class GatedBenchmark
{
    /// <summary>The name in reports and in <c>--filter</c>; unique in its program, without white space.</summary>
    public abstract string Name { get; }

    /// <summary>What one operation is, for readers of a report; empty by default.</summary>
    public virtual string Operation => "";

    /// <summary>Makes what <see cref="Run"/> needs. Once per process, not measured.</summary>
    public virtual void Setup()
    {
    }

    /// <summary>Brings the state back to what every round starts from, for instance an empty write-ahead log. Before each round, not measured.</summary>
    public virtual void BeforeRound()
    {
    }

    /// <summary>Does the operation so many times, and returns when all their work is done.</summary>
    /// <param name="operations">How many; 1 or more, the same on both sides. The loop stands in the benchmark, so that no call per operation is measured along.</param>
    public abstract void Run(int operations);

    /// <summary>Gives back what <see cref="Setup"/> made. Once per process, not measured.</summary>
    public virtual void TearDown()
    {
    }
}
