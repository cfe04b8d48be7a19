using Microsoft.Win32.SafeHandles;
using WaStore.Fast.Sqlite.Engine;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

#pragma warning disable RS0030 // The owner file stands beside the database; SQLite knows nothing of it, and its locks are not SQLite's.

/// <summary>
/// The file <c>DATABASE-wsf-owner</c>: its lock says that a process owns the Signal state of the database's accounts, its first 512 bytes say who that is, and what
/// follows is the marker of a clean shutdown (<see cref="CleanMarker"/>). Made once, readable by its owner alone, and never unlinked: who unlinks a locked file
/// lets a second process lock another one of the same name.
/// </summary>
/// <remarks>Written in place: a write that was cut off leaves no marker, because its checksum is wrong, and never an older one.</remarks>
sealed class OwnerFile : IDisposable
{
    internal const string Suffix = "-wsf-owner";

    // Somebody may look at the file for a moment by .NET's means, which lock it; and a child that a killed owner was just starting has its lock until its exec.
    // Half a second in all: on a busy machine a moment is long, and who is refused loses nothing by it.
    const int Attempts = 100;
    static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    readonly string _path;
    SafeFileHandle _file;
    FileStat _held;

    OwnerFile(string path, SafeFileHandle file, FileStat held)
    {
        _path = path;
        _file = file;
        _held = held;
    }

    /// <summary>Makes the file if it is missing, and locks it.</summary>
    /// <param name="database">The database's path, with its links resolved.</param>
    /// <param name="now">For the holder's name.</param>
    /// <exception cref="StoreException">Another process holds it, and the message names that one; or it cannot be made or used (Connection).</exception>
    internal static OwnerFile Acquire(string database, DateTimeOffset now)
    {
        var path = database + Suffix;
        var (file, stat) = Lock(database, path);
        RandomAccess.Write(file, OwnerName.OfThisProcess(now), 0);
        return new OwnerFile(path, file, stat);
    }

    /// <summary>Whether the path still leads to the file that is locked.</summary>
    internal bool IsInPlace => FileStat.Of(_path) is { } found && found.IsSameFile(_held);

    /// <summary>Somebody deleted or replaced the file: locks the one that is there now, or a new one.</summary>
    /// <exception cref="StoreException">Another process was faster (Connection).</exception>
    internal void AcquireAgain(string database, DateTimeOffset now)
    {
        var (file, stat) = Lock(database, _path);
        RandomAccess.Write(file, OwnerName.OfThisProcess(now), 0);
        // Whatever marker it has is nothing that we wrote.
        Truncate(file);
        LockedFile.Close(_file);
        (_file, _held) = (file, stat);
    }

    /// <summary>Takes the marker: afterwards the file has none, and no crash brings it back.</summary>
    /// <exception cref="StoreException">Io: it could not be removed durably.</exception>
    internal CleanMarker? TakeMarker()
    {
        var length = RandomAccess.GetLength(_file) - OwnerName.Length;
        if (length <= 0)
        {
            return null;
        }

        CleanMarker? marker = null;
        if (CleanMarker.CanHaveLength(length))
        {
            var bytes = new byte[length];
            marker = ReadFully(_file, bytes, OwnerName.Length) == length ? CleanMarker.TryDecode(bytes) : null;
        }

        Truncate(_file);
        return marker;
    }

    /// <summary>Leaves a marker, durably.</summary>
    internal void WriteMarker(CleanMarker marker)
    {
        RandomAccess.Write(_file, marker.Encode(), OwnerName.Length);
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>Closes the file, which gives the lock back.</summary>
    public void Dispose() => LockedFile.Close(_file);

    static (SafeFileHandle File, FileStat Stat) Lock(string database, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            Create(path);
            var file = LockedFile.Open(path);
            try
            {
                if (LockedFile.TryLock(file, path))
                {
                    // Whoever replaced the file between the two steps has another lock than this one.
                    var stat = FileStat.Of(file);
                    if (FileStat.Of(path) is { IsRegular: true } found && found.IsSameFile(stat))
                    {
                        return (file, stat);
                    }
                }
                else if (attempt >= Attempts)
                {
                    throw Held(database, file);
                }
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
            if (attempt >= Attempts)
            {
                throw StoreException.Connection($"the owner file '{path}' is replaced again and again");
            }

            Thread.Sleep(s_pause);
        }
    }

    static void Create(string path)
    {
        if (FileStat.Of(path) is { } found)
        {
            // Neither followed nor opened: opening a pipe or a device may wait, or do something.
            if (!found.IsRegular)
            {
                throw StoreException.Connection($"'{path}' is no file; the owner of the database cannot be established");
            }

            return;
        }

        try
        {
            PrivateFile.CreateNew(path).Dispose();
            LockedFile.FlushFolder(path);
        }
        catch (StoreException exception) when (exception.Kind == StoreErrorKind.Connection)
        {
            // Another process made it first.
        }
        catch (StoreException exception)
        {
            throw StoreException.Connection($"the owner file '{path}' cannot be made: {exception.InnerException?.Message}", exception);
        }
    }

    static StoreException Held(string database, SafeFileHandle file)
    {
        var name = new byte[OwnerName.Length];
        var length = ReadFully(file, name, 0);
        return StoreException.Connection($"the Signal state of '{database}' is owned by {OwnerName.Describe(name.AsSpan(0, length))}");
    }

    static void Truncate(SafeFileHandle file)
    {
        try
        {
            RandomAccess.SetLength(file, OwnerName.Length);
            RandomAccess.FlushToDisk(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw StoreException.Io(exception);
        }
    }

    static int ReadFully(SafeFileHandle file, Span<byte> into, long offset)
    {
        var read = 0;
        while (read < into.Length && RandomAccess.Read(file, into[read..], offset + read) is var more and > 0)
        {
            read += more;
        }

        return read;
    }
}
