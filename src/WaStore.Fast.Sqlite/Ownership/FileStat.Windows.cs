using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WaStore.Fast.Sqlite.Ownership;

/// <content>Windows: three questions to a handle. There, closing a handle drops no locks but its own.</content>
readonly unsafe partial record struct FileStat
{
    const int BasicInfo = 0;
    const int StandardInfo = 1;
    const int IdInfo = 18;
    const long FileTimeOfUnixEpoch = 116_444_736_000_000_000;
    const uint NotRegular = (uint)(FileAttributes.Directory | FileAttributes.Device | FileAttributes.ReparsePoint);

    [SupportedOSPlatform("windows")]
    static FileStat? OfWindows(string path)
    {
        try
        {
#pragma warning disable RS0030 // A handle on Windows; it shares everything and reads nothing.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
#pragma warning restore RS0030
            return OfWindows(file) with { IsRegular = ((uint)File.GetAttributes(path) & NotRegular) == 0 };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Stores.StoreException.Io(exception);
        }
    }

    [SupportedOSPlatform("windows")]
    static FileStat OfWindows(SafeHandle file)
    {
        Basic basic;
        Standard standard;
        Id id;
        return Ask(file, BasicInfo, &basic, sizeof(Basic)) && Ask(file, StandardInfo, &standard, sizeof(Standard)) && Ask(file, IdInfo, &id, sizeof(Id))
            ? new FileStat(id.Volume, new UInt128(id.High, id.Low), standard.EndOfFile, ToUnix(basic.LastWrite), ToUnix(basic.Change), IsRegular: true)
            : throw Failed("the file");
    }

    [SupportedOSPlatform("windows")]
    static bool Ask(SafeHandle file, int question, void* answer, int size) =>
        WindowsMethods.GetFileInformationByHandleEx(file.DangerousGetHandle(), question, answer, (uint)size) != 0;

    static long ToUnix(long fileTime) => (fileTime - FileTimeOfUnixEpoch) * 100;

    struct Basic
    {
#pragma warning disable CS0649 // Written by the system.
        internal long Creation;
        internal long LastAccess;
        internal long LastWrite;
        internal long Change;
        internal uint Attributes;
    }

    struct Standard
    {
        internal long AllocationSize;
        internal long EndOfFile;
        internal uint Links;
        internal byte DeletePending;
        internal byte Directory;
    }

    struct Id
    {
        internal ulong Volume;
        internal ulong Low;
        internal ulong High;
#pragma warning restore CS0649
    }
}
