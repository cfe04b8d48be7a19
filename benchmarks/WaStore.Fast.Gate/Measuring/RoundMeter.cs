using System.Diagnostics;

namespace WaStore.Fast.Gate.Measuring;

/// <summary>Measures one round: its time, and exactly what all threads of the process allocated in it.</summary>
sealed class RoundMeter(Handicap handicap)
{
    internal (double Nanoseconds, long Bytes) Measure(GatedBenchmark benchmark, int operations)
    {
        int done = handicap.Inflate(operations);
        benchmark.BeforeRound();
        // All threads, not this one alone: a store may work on its own. Precise: without it, 8 KiB of each thread's buffer count before they are used.
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long start = Stopwatch.GetTimestamp();
        benchmark.Run(done);
        handicap.AllocateFor(operations);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return (elapsed.Ticks * (double)TimeSpan.NanosecondsPerTick, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }
}
