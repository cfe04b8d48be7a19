using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WaStore.Fast.Gate.Protocol;

/// <summary>Starts a process on one core.</summary>
/// <remarks>
/// On Linux the affinity belongs to a thread, and a process that is pinned after its start has threads that are not (the JIT's, the collector's). So the thread that
/// starts it is pinned, and all of the new process with it; its runtime then knows of one core and does not spin for another.
/// </remarks>
static partial class PinnedStart
{
    /// <summary>Whether this system has a way.</summary>
    internal static bool IsSupported => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    /// <summary>The cores that this process may use, by number.</summary>
    internal static int[] AllowedCores()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return [];
        }

        using var self = Process.GetCurrentProcess();
        nint mask = self.ProcessorAffinity;
        return [.. Enumerable.Range(0, nint.Size * 8).Where(core => (mask >> core & 1) != 0)];
    }

    /// <summary>Starts it.</summary>
    /// <param name="start">What.</param>
    /// <param name="core">Where; -1 for anywhere.</param>
    internal static Process Start(ProcessStartInfo start, int core)
    {
        if (core >= 0 && OperatingSystem.IsLinux())
        {
            return StartOnLinux(start, core);
        }

        Process process = Process.Start(start)!;
        if (core >= 0 && OperatingSystem.IsWindows())
        {
            process.ProcessorAffinity = (nint)1 << core;
        }

        return process;
    }

    [SupportedOSPlatform("linux")]
    static Process StartOnLinux(ProcessStartInfo start, int core)
    {
        var started = new TaskCompletionSource<Process>();
        var thread = new Thread(() =>
        {
            try
            {
                Span<byte> mask = stackalloc byte[128];
                mask[core / 8] = (byte)(1 << core % 8);
                if (SetAffinity(0, mask.Length, mask) != 0)
                {
                    throw new GateException($"core {core} is not to be had here (errno {Marshal.GetLastPInvokeError()}); --cores names others");
                }

                started.SetResult(Process.Start(start)!);
            }
#pragma warning disable CA1031 // Handed to the caller's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                started.SetException(exception);
            }
        });
        thread.Start();
        return started.Task.GetAwaiter().GetResult();
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [SupportedOSPlatform("linux")]
    private static partial int SetAffinity(int thread, nint length, ReadOnlySpan<byte> mask);
}
