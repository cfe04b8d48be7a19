using System.Buffers;

namespace WaStore.Fast.Sqlite.Inspection;

// The one place of this assembly that reads a database file by the platform's own file API. Allowed, because it works only on files that
// this process has not opened through SQLite (PrivateCopy.Take says so to its callers), and the log cannot be had otherwise.
#pragma warning disable RS0030

/// <summary>Copies the files of a database that nobody in this process has open.</summary>
static class CopiedFile
{
    const int WalHeaderLength = 32;
    const int BufferLength = 1 << 20;

    /// <summary>The log's header with the salts of its present generation; empty when there is no log.</summary>
    internal static byte[] ReadWalHeader(string path)
    {
        try
        {
            using var source = Open(path);
            var header = new byte[WalHeaderLength];
            var length = source.ReadAtLeast(header, WalHeaderLength, throwOnEndOfStream: false);
            return header[..length];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }

    internal static void CopyIfThere(string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            Copy(from, to, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            // The last connection closed and took the file with it, or it never was there. A copy of an earlier attempt must go too.
            File.Delete(to);
        }
    }

    internal static void Copy(string from, string to, CancellationToken cancellationToken)
    {
        using var source = Open(from);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            // Keys are in it. On Windows the folder is in the user's own profile.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var destination = new FileStream(to, options);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int length;
            while ((length = source.Read(buffer)) > 0)
            {
                destination.Write(buffer.AsSpan(0, length));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // Sharing everything: no advisory lock is taken, so a process that works on the file is not disturbed.
    static FileStream Open(string path) =>
        new(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
}
