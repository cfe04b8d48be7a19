using System.Diagnostics;

namespace WaStore.Fast.Sqlite.Engine;

/// <summary>The one copy of the SQLite library that this process uses, and what is known about it.</summary>
public sealed class SqliteLibraryInfo
{
    const int FirstWithWal = 3_007_000;

    readonly nint _address;

    internal SqliteLibraryInfo(string name, string version, int versionNumber, string sourceId, int threadSafe, nint address)
    {
        Name = name;
        Version = version;
        VersionNumber = versionNumber;
        SourceId = sourceId;
        ThreadSafe = threadSafe;
        _address = address;
    }

    /// <summary>The name or path by which it was loaded.</summary>
    public string Name { get; }

    /// <summary>The version, for instance <c>3.35.5</c>.</summary>
    public string Version { get; }

    /// <summary>The version as one number: 3035005 is 3.35.5.</summary>
    public int VersionNumber { get; }

    /// <summary>The check-in that it was built from.</summary>
    public string SourceId { get; }

    /// <summary>SQLITE_THREADSAFE: 1 serialized, 2 multi-thread. A single-thread build (0) is refused.</summary>
    public int ThreadSafe { get; }

    /// <summary>The file that it was loaded from, or null where the system does not tell. Found by a search through the loaded modules: some milliseconds.</summary>
    public string? FindPath()
    {
        using Process process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (_address >= module.BaseAddress && _address < module.BaseAddress + module.ModuleMemorySize)
            {
                return module.FileName;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether this version has the WAL-reset bug: a PASSIVE checkpoint beside another connection's commit can lose committed pages. The library never runs such
    /// a checkpoint; another process on the same file may (design.md 4, checkpoints).
    /// </summary>
    public bool HasWalResetBug => HasWalResetBugIn(VersionNumber);

    /// <summary>The verdict on the WAL-reset bug in a sentence.</summary>
    public string Verdict => HasWalResetBug
        ? $"SQLite {Version} has the WAL-reset bug (3.7.0 to 3.51.2): this library's own checkpoints avoid it; another process that writes the same file and checkpoints automatically can still run into it. Fixed in 3.51.3, 3.50.7 and 3.44.6."
        : $"SQLite {Version} does not have the WAL-reset bug.";

    /// <inheritdoc/>
    public override string ToString() => $"SQLite {Version} ({Name})";

    internal static bool HasWalResetBugIn(int version) => version switch
    {
        < FirstWithWal => false,
        >= 3_044_006 and < 3_045_000 => false,
        >= 3_050_007 and < 3_051_000 => false,
        < 3_051_003 => true,
        _ => false,
    };
}
