using System.Diagnostics;

namespace WaStore.Fast.Gate.Budgets;

/// <summary>An operation that is counted: the managed bytes that its thread allocates, and whatever else <see cref="ReadCounters"/> tells.</summary>
/// <remarks>It runs until the JIT has settled and several runs in a row cost exactly the same; the last of them is the answer.</remarks>
public abstract class CountedOperation : Budgeted
{
    /// <summary>The measure that every operation has: managed bytes allocated on its thread.</summary>
    public const string ManagedBytes = "managedBytes";

    // The JIT's last code for a method comes after 30 calls and some 100 ms in the background, and may allocate less than its first.
    const int WarmRuns = 60;
    const int MaxRuns = 1_000;
    const int SameRuns = 6;
    static readonly TimeSpan s_warmTime = TimeSpan.FromMilliseconds(400);

    /// <summary>Makes what the operation needs. Not counted.</summary>
    public virtual void Setup()
    {
    }

    /// <summary>Brings the state back to what each run starts from. Not counted.</summary>
    public virtual void BeforeRun()
    {
    }

    /// <summary>Does the operation once, all of it on the calling thread.</summary>
    public abstract void Run();

    /// <summary>Reads counters that only grow; a run costs the difference of two readings. Not counted itself.</summary>
    /// <param name="counters">Receives each counter by its name.</param>
    public virtual void ReadCounters(IDictionary<string, long> counters)
    {
    }

    /// <summary>Whether a count is the same in every run, so that it has a budget; true by default. False for what grows with a file, say.</summary>
    /// <param name="measure">What is counted.</param>
    public virtual bool IsExact(string measure) => true;

    /// <summary>Gives back what <see cref="Setup"/> made.</summary>
    public virtual void TearDown()
    {
    }

    /// <inheritdoc/>
    public sealed override Task<IReadOnlyDictionary<string, long>> CountAsync(BudgetSettings settings, CancellationToken cancellationToken)
    {
        Setup();
        try
        {
            return Task.FromResult<IReadOnlyDictionary<string, long>>(Settled(cancellationToken));
        }
        finally
        {
            TearDown();
        }
    }

    SortedDictionary<string, long> Settled(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        SortedDictionary<string, long>? last = null;
        int same = 0;
        for (int run = 1; run <= MaxRuns; run++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SortedDictionary<string, long> cost = RunOnce();
            same = last is not null && cost.SequenceEqual(last) ? same + 1 : 1;
            last = cost;
            bool isWarm = run > WarmRuns && watch.Elapsed > s_warmTime;
            if (isWarm && same >= SameRuns)
            {
                return cost;
            }

            if (run == WarmRuns)
            {
                // What is compiled in the background is in place after it.
                Thread.Sleep(s_warmTime);
            }
        }

        throw new InvalidOperationException($"'{Name}' does not cost the same from run to run; the last one cost {string.Join(", ", last!.Select(count => $"{count.Key} {count.Value}"))}.");
    }

    SortedDictionary<string, long> RunOnce()
    {
        BeforeRun();
        var before = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var cost = new SortedDictionary<string, long>(StringComparer.Ordinal);
        ReadCounters(before);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Run();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        ReadCounters(cost);
        foreach ((string name, long value) in before)
        {
            cost[name] -= value;
        }

        cost.Add(ManagedBytes, bytes);
        foreach (string measure in before.Keys.Append(ManagedBytes).Where(measure => !IsExact(measure)))
        {
            _ = cost.Remove(measure);
        }

        return cost;
    }
}
