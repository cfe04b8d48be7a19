using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

#pragma warning disable RS0030 // The owner file stands beside the database; SQLite knows nothing of it, and its locks are not SQLite's.

/// <summary>Opens a small file and locks it for this process, so that others can still read it. The system drops the lock when the process ends, however it does.</summary>
/// <remarks>
/// <para>Unix: <c>flock</c>, which belongs to this one opening of the file: no other descriptor's closing drops it. A byte-range lock of an open file description would do as well, but it is a variadic call, which .NET cannot make on Apple's ARM.</para>
/// <para>Windows: <c>LockFileEx</c> on one byte far behind the content, because locked bytes cannot be read there.</para>
/// <para>.NET's own sharing is no help: on Unix it takes a <c>flock</c> for every opening, so nobody could read who the holder is.</para>
/// </remarks>
static class LockedFile
{
    const int ReadWrite = 2;
    const int CloseOnExecLinux = 0x80000;
    const int CloseOnExecMac = 0x1000000;
    const int LockExclusive = 2;
    const int LockNonBlocking = 4;
    const int Unlock = 8;
    const int Interrupted = 4;
    const int WouldBlockLinux = 11;
    const int WouldBlockMac = 35;
    const uint FailImmediately = 1;
    const uint ExclusiveLock = 2;
    const int LockViolation = 33;
    const int IoPending = 997;

    /// <summary>Opens a file that is there for reading and writing.</summary>
    /// <exception cref="StoreException">It cannot be opened (Connection).</exception>
    internal static SafeFileHandle Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return OpenOnWindows(path);
        }

        var flags = ReadWrite | (OperatingSystem.IsMacOS() ? CloseOnExecMac : CloseOnExecLinux);
        int descriptor;
        do
        {
            descriptor = UnixMethods.open(path, flags);
        }
        while (descriptor < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw Refused(path, new Win32Exception(Marshal.GetLastPInvokeError()));
    }

    /// <summary>Locks it at once, or answers false: somebody has the lock.</summary>
    /// <exception cref="StoreException">The file system cannot lock (Connection).</exception>
    internal static bool TryLock(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryLockOnWindows(file, path);
        }

        while (UnixMethods.flock((int)file.DangerousGetHandle(), LockExclusive | LockNonBlocking) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == (OperatingSystem.IsMacOS() ? WouldBlockMac : WouldBlockLinux))
            {
                return false;
            }

            if (error != Interrupted)
            {
                throw Refused(path, new Win32Exception(error));
            }
        }

        return true;
    }

    /// <summary>Unlocks and closes the file. Closing alone would leave the lock to a child that this process is just starting, until its exec.</summary>
    internal static void Close(SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = UnixMethods.flock((int)file.DangerousGetHandle(), Unlock);
        }

        file.Dispose();
    }

    /// <summary>Makes the file's name durable in its folder. Windows' file systems do that by themselves.</summary>
    internal static void FlushFolder(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var folder = UnixMethods.open(Path.GetDirectoryName(path) ?? "/", OperatingSystem.IsMacOS() ? CloseOnExecMac : CloseOnExecLinux);
            if (folder >= 0)
            {
                using var handle = new SafeFileHandle(folder, ownsHandle: true);
                RandomAccess.FlushToDisk(handle);
            }
        }
    }

    [SupportedOSPlatform("windows")]
    static SafeFileHandle OpenOnWindows(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, exception);
        }
    }

    [SupportedOSPlatform("windows")]
    static unsafe bool TryLockOnWindows(SafeFileHandle file, string path)
    {
        var place = new NativeOverlapped { OffsetHigh = 1 << 30 };
        if (WindowsMethods.LockFileEx(file.DangerousGetHandle(), FailImmediately | ExclusiveLock, 0, 1, 0, &place) != 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is LockViolation or IoPending ? false : throw Refused(path, new Win32Exception(error));
    }

    static StoreException Refused(string path, Exception cause) =>
        StoreException.Connection($"the owner file '{path}' cannot be used: {cause.Message}", cause);
}
