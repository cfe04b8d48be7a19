using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace WaStore.Fast.Sqlite.Ownership;

/// <content>macOS: <c>stat</c> with 64-bit file numbers, which has a name of its own on Intel.</content>
readonly partial record struct FileStat
{
    [SupportedOSPlatform("macos")]
    static FileStat? OfMac(string path)
    {
        var code = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? UnixMethods.lstat_x64(path, out var found) : UnixMethods.lstat(path, out found);
        if (code == 0)
        {
            return found.ToStat();
        }

        var error = Marshal.GetLastPInvokeError();
        return error is NoEntry or NotAFolder ? null : throw Failed(path, error);
    }

    [SupportedOSPlatform("macos")]
    static FileStat OfMac(SafeHandle file)
    {
        var descriptor = (int)file.DangerousGetHandle();
        var code = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? UnixMethods.fstat_x64(descriptor, out var found) : UnixMethods.fstat(descriptor, out found);
        return code == 0 ? found.ToStat() : throw Failed("the owner file");
    }

    [StructLayout(LayoutKind.Explicit, Size = 144)]
    internal struct MacStat
    {
        [FieldOffset(0)]
        internal int Device;
        [FieldOffset(4)]
        internal ushort Mode;
        [FieldOffset(8)]
        internal ulong Inode;
        [FieldOffset(48)]
        internal long ModifiedSeconds;
        [FieldOffset(56)]
        internal long ModifiedNanoseconds;
        [FieldOffset(64)]
        internal long ChangedSeconds;
        [FieldOffset(72)]
        internal long ChangedNanoseconds;
        [FieldOffset(96)]
        internal long Size;

        internal readonly FileStat ToStat() => new(
            (uint)Device,
            Inode,
            Size,
            (ModifiedSeconds * NanosecondsPerSecond) + ModifiedNanoseconds,
            (ChangedSeconds * NanosecondsPerSecond) + ChangedNanoseconds,
            (Mode & TypeMask) == RegularFile);
    }
}
