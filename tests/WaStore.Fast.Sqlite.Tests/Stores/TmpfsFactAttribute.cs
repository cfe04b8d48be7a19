using System.Diagnostics;
using System.Globalization;

namespace WaStore.Fast.Sqlite.Tests.Stores;

/// <summary>A test that needs a small disk of its own, which only root can mount, and not in every container. Elsewhere it is skipped with that reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class TmpfsFactAttribute : FactAttribute
{
    static readonly string? s_hindrance = FindHindrance();

    public TmpfsFactAttribute() => Skip = s_hindrance;

    internal static MountedDisk Mount(string path, int kilobytes)
    {
        _ = Directory.CreateDirectory(path);
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k"), "tmpfs", path));
        return new MountedDisk(path);
    }

    static string? FindHindrance()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "A small disk (tmpfs) can be mounted by root on Linux only.";
        }

        var folder = Directory.CreateTempSubdirectory("wsf-mount-");
        try
        {
            if (Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.FullName) != 0)
            {
                return "This container may not mount a disk (tmpfs).";
            }

            return Run("umount", folder.FullName) == 0 ? null : "This container may not unmount a disk (tmpfs).";
        }
        finally
        {
            folder.Delete();
        }
    }

    static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Unmounts the disk at its end.</summary>
    internal sealed class MountedDisk(string path) : IDisposable
    {
        internal string Path => path;

        public void Dispose()
        {
            Assert.Equal(0, Run("umount", path));
            Directory.Delete(path);
        }
    }
}
