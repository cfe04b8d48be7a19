using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>Makes new files beside a database that their owner alone can read: copies of it, and what goes with them (design.md 4, key hygiene).</summary>
static class PrivateFile
{
    /// <summary>Creates the file, empty, with mode 0600, on Windows with an access list that names its owner only.</summary>
    /// <param name="path">The file, which must not be one that SQLite has open.</param>
    /// <exception cref="StoreException">It is there already (Connection), or cannot be created (Io).</exception>
    internal static Stream CreateNew(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? CreateOnWindows(path) : CreateOnUnix(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw File.Exists(path)
                ? StoreException.Connection($"the file '{path}' exists already", exception)
                : StoreException.Io(exception);
        }
    }

#pragma warning disable RS0030 // CreateNew opens no file that is there, so none that SQLite has open.
    [UnsupportedOSPlatform("windows")]
    static FileStream CreateOnUnix(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });

    [SupportedOSPlatform("windows")]
    static FileStream CreateOnWindows(string path)
    {
        using WindowsIdentity user = WindowsIdentity.GetCurrent();
        var access = new FileSecurity();
        access.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        access.AddAccessRule(new FileSystemAccessRule(user.User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.Write, FileShare.None, bufferSize: 1, FileOptions.None, access);
    }
#pragma warning restore RS0030
}
