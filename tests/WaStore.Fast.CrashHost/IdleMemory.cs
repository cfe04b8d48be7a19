using SQLitePCL;

namespace WaStore.Fast.CrashHost;

/// <summary>What the process takes: managed bytes, SQLite's own, and the process as the system sees it.</summary>
readonly record struct IdleMemory(long Managed, long Native, long Resident)
{
    internal static IdleMemory Now() => new(GC.GetTotalMemory(forceFullCollection: true), raw.sqlite3_memory_used(), Environment.WorkingSet);

    /// <summary>Waits until what was busy is idle: a second without a write, by default, and the page caches go; on a busy machine a little later. The connections go later still.</summary>
    /// <param name="before">What there was before.</param>
    /// <param name="enough">At how many bytes above it the wait may end.</param>
    internal static async Task<IdleMemory> WaitForIdleAsync(IdleMemory before, long enough)
    {
        await Task.Delay(TimeSpan.FromSeconds(1));
        var idle = Now();
        for (var i = 0; i < 40 && idle.Since(before) > enough; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250));
            idle = Now();
        }

        return idle;
    }

    /// <summary>How many bytes of the process's own were added, managed and SQLite's.</summary>
    internal long Since(IdleMemory before) => Managed + Native - before.Managed - before.Native;
}
