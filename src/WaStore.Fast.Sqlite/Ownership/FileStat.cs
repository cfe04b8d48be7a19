using System.ComponentModel;
using System.Runtime.InteropServices;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Sqlite.Ownership;

/// <summary>What the file system says of a file: which one it is, and what changes when anybody writes to it. Found without opening it (design.md 4, "the open file").</summary>
/// <param name="Device">The device or volume.</param>
/// <param name="Number">The file's number on it.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Modified">When its content changed last, in unix nanoseconds.</param>
/// <param name="Changed">When its content, name or attributes changed last, which no program can set; in unix nanoseconds.</param>
/// <param name="IsRegular">Whether it is a file, and not a folder, a link, a pipe or a device.</param>
readonly partial record struct FileStat(ulong Device, UInt128 Number, long Size, long Modified, long Changed, bool IsRegular)
{
    const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Whether both are the same file, whatever happened to it.</summary>
    internal bool IsSameFile(in FileStat other) => Device == other.Device && Number == other.Number;

    /// <summary>That of a path, whose last part is not followed if it is a link. Null when there is nothing.</summary>
    /// <exception cref="StoreException">Io: it cannot be looked at, or this system is none that we know how to ask.</exception>
    internal static FileStat? Of(string path) =>
        OperatingSystem.IsLinux() ? OfLinux(path)
        : OperatingSystem.IsMacOS() ? OfMac(path)
        : OperatingSystem.IsWindows() ? OfWindows(path)
        : throw Unknown();

    /// <summary>That of an open file.</summary>
    /// <exception cref="StoreException">Io: it cannot be looked at.</exception>
    internal static FileStat Of(SafeHandle file) =>
        OperatingSystem.IsLinux() ? OfLinux(file)
        : OperatingSystem.IsMacOS() ? OfMac(file)
        : OperatingSystem.IsWindows() ? OfWindows(file)
        : throw Unknown();

    internal static StoreException Unknown() => StoreException.InvalidConfig("an owner lease is known for Linux, macOS and Windows only");

    static StoreException Failed(string path) => Failed(path, Marshal.GetLastPInvokeError());

    static StoreException Failed(string path, int error) => StoreException.Io(new IOException($"'{path}' cannot be looked at: {new Win32Exception(error).Message}"));
}
