using System.Diagnostics;

namespace WaStore.Fast.Gate.Measuring;

/// <summary>Measures one round: its time, and exactly what all threads of the process allocated in it.</summary>
/// <remarks>
/// The time is what passed, less what the thread waited for its core while other processes had it. Waiting for a lock, a disk or another thread counts; and what the
/// process's own threads take from each other counts too, because the time is never less than what all of them worked.
/// </remarks>
sealed class RoundMeter : IDisposable
{
    readonly Handicap _handicap;
    readonly CoreWait _wait = new();

    // Made once: an object in the middle of a round would be measured.
    readonly Func<double> _onTheCore;
    long _start;
    long _waitedBefore;

    internal RoundMeter(Handicap handicap)
    {
        _handicap = handicap;
        _onTheCore = () => Elapsed - Waited;
    }

    double Elapsed => Stopwatch.GetElapsedTime(_start).TotalNanoseconds;

    long Waited => _wait.Nanoseconds - _waitedBefore;

    internal (double Nanoseconds, long Bytes) Measure(GatedBenchmark benchmark, int operations)
    {
        benchmark.BeforeRound();
        // All threads, not this one alone: a store may work on its own. Precise: without it, 8 KiB of each thread's buffer count before they are used.
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan worked = Environment.CpuUsage.TotalTime;
        _waitedBefore = _wait.Nanoseconds;
        _start = Stopwatch.GetTimestamp();
        benchmark.Run(operations);
        _handicap.AllocateFor(operations);
        _handicap.SlowDown(_onTheCore);
        double elapsed = Elapsed;
        long waited = Waited;
        worked = Environment.CpuUsage.TotalTime - worked;
        return (waited > 0 ? Math.Max(elapsed - waited, worked.TotalNanoseconds) : elapsed, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    public void Dispose() => _wait.Dispose();
}
