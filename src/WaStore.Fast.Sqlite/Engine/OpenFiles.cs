using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>
/// The database files that this process has open as stores, and those that it reads by other means, which must never be the same: closing any other descriptor of a file
/// drops the locks that the process holds on it, and two processes would write at once (design.md 4, "the open file").
/// </summary>
/// <remarks>By path, with the links on the way resolved. A hard link is another path; SQLite itself does not bear those.</remarks>
static class OpenFiles
{
    static readonly Lock s_lock = new();
    static readonly Dictionary<string, OpenFile> s_stores = new(Comparer);
    static readonly Dictionary<string, int> s_read = new(Comparer);

    /// <summary>How paths are compared.</summary>
    internal static StringComparer Comparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Says that a store opens the file, or the database in memory; disposed when its last connection is closed.</summary>
    /// <exception cref="StoreException">Connection, with SQLite's BUSY: it is being read this moment. Waiting helps.</exception>
    internal static Opening Open(DatabaseLocation location)
    {
        string resolved = location.Path is { } path ? Resolve(path) : location.Name;
        lock (s_lock)
        {
            if (s_read.ContainsKey(resolved))
            {
                throw StoreException.Connection($"'{location.Path}' is being inspected by this process", inner: null, ResultCode.Busy);
            }

            if (!s_stores.TryGetValue(resolved, out OpenFile? file))
            {
                s_stores.Add(resolved, file = new OpenFile(resolved, isInMemory: location.Path is null));
            }

            file.Openings++;
            return new Opening(file);
        }
    }

    /// <summary>Says that the file is read by a descriptor of its own, until disposed.</summary>
    /// <exception cref="StoreException">Connection: this process has it open as a store.</exception>
    internal static IDisposable Read(string path)
    {
        string resolved = Resolve(path);
        lock (s_lock)
        {
            if (s_stores.ContainsKey(resolved))
            {
                throw StoreException.Connection(
                    "this process has it open as a store, and reading it beside that would drop the process's locks on it; ask the open store, or close it first");
            }

            return new Reading(resolved);
        }
    }

    static string Resolve(string path)
    {
        // Each link may lead to a path with links in it; a circle ends where SQLite gives up too.
        string resolved = Path.GetFullPath(path);
        for (int links = 0; links < 100 && FirstLink(resolved) is { } next; links++)
        {
            resolved = next;
        }

        return resolved;
    }

    /// <summary>The path with its first link replaced, or null when it has none.</summary>
    static string? FirstLink(string path)
    {
        string root = Path.GetPathRoot(path) ?? "";
        string[] parts = path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        string walked = root;
        for (int i = 0; i < parts.Length; i++)
        {
            string here = Path.Combine(walked, parts[i]);
            if (new FileInfo(here).LinkTarget is { } target)
            {
                return Path.GetFullPath(Path.Combine([walked, target, .. parts[(i + 1)..]]));
            }

            walked = here;
        }

        return null;
    }

    /// <summary>One handle's share of an open file.</summary>
    internal sealed class Opening(OpenFile file) : IDisposable
    {
        bool _disposed;

        internal OpenFile File => file;

        public void Dispose()
        {
            lock (s_lock)
            {
                if (!_disposed)
                {
                    _disposed = true;
                    if (--file.Openings == 0)
                    {
                        _ = s_stores.Remove(file.Path);
                    }
                }
            }
        }
    }

    sealed class Reading : IDisposable
    {
        readonly string _path;
        bool _disposed;

        internal Reading(string path)
        {
            _path = path;
            s_read[path] = s_read.GetValueOrDefault(path) + 1;
        }

        public void Dispose()
        {
            lock (s_lock)
            {
                if (!_disposed)
                {
                    _disposed = true;
                    if (--s_read[_path] == 0)
                    {
                        _ = s_read.Remove(_path);
                    }
                }
            }
        }
    }
}
