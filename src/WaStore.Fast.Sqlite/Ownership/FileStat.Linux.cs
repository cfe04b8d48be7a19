using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WaStore.Fast.Sqlite.Ownership;

/// <content>Linux: <c>statx</c>, whose structure is the same on every architecture, unlike that of <c>stat</c>.</content>
readonly partial record struct FileStat
{
    const int BasicStats = 0x7ff;
    const int CurrentFolder = -100;
    const int NoFollow = 0x100;
    const int EmptyPath = 0x1000;
    const int NoEntry = 2;
    const int NotAFolder = 20;
    const int TypeMask = 0xF000;
    const int RegularFile = 0x8000;

    [SupportedOSPlatform("linux")]
    static FileStat? OfLinux(string path)
    {
        if (UnixMethods.statx(CurrentFolder, path, NoFollow, BasicStats, out var found) == 0)
        {
            return found.ToStat();
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoEntry or NotAFolder ? null : throw Failed(path, error);
    }

    [SupportedOSPlatform("linux")]
    static FileStat OfLinux(SafeHandle file) =>
        UnixMethods.statx((int)file.DangerousGetHandle(), "", EmptyPath, BasicStats, out var found) == 0 ? found.ToStat() : throw Failed("the owner file");

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct Statx
    {
        [FieldOffset(28)]
        internal ushort Mode;
        [FieldOffset(32)]
        internal ulong Inode;
        [FieldOffset(40)]
        internal long Size;
        [FieldOffset(96)]
        internal long ChangedSeconds;
        [FieldOffset(104)]
        internal uint ChangedNanoseconds;
        [FieldOffset(112)]
        internal long ModifiedSeconds;
        [FieldOffset(120)]
        internal uint ModifiedNanoseconds;
        [FieldOffset(136)]
        internal uint DeviceMajor;
        [FieldOffset(140)]
        internal uint DeviceMinor;

        internal readonly FileStat ToStat() => new(
            ((ulong)DeviceMajor << 32) | DeviceMinor,
            Inode,
            Size,
            (ModifiedSeconds * NanosecondsPerSecond) + ModifiedNanoseconds,
            (ChangedSeconds * NanosecondsPerSecond) + ChangedNanoseconds,
            (Mode & TypeMask) == RegularFile);
    }
}
