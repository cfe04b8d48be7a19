namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>Tells file systems that are on another machine, or may be: locks and WAL's shared memory cannot be relied on there.</summary>
static class NetworkFileSystem
{
    static readonly string[] s_names = ["nfs", "smb", "cifs", "fuse", "osxfuse", "macfuse", "9p", "v9fs", "ceph", "afs", "coda", "ncp", "lustre", "gpfs", "gfs2", "ocfs2", "webdav", "sshfs", "vboxsf", "prl_fs", "vmhgfs", "beegfs", "glusterfs"];

    /// <summary>The name of the path's file system if it is such a one, else null, also when it cannot be said.</summary>
    internal static string? Of(string path)
    {
        try
        {
            var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : Path.GetDirectoryName(path) ?? "/");
            return Judge(drive.DriveType, drive.DriveFormat);
        }
        catch (ArgumentException) when (path.StartsWith(@"\\", StringComparison.Ordinal))
        {
            // A share without a letter is no drive to .NET.
            return "a network share";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    internal static string? Judge(DriveType type, string format) =>
        type == DriveType.Network || s_names.Any(name => format.StartsWith(name, StringComparison.OrdinalIgnoreCase)) ? format : null;
}
