using System.Buffers.Text;
using Microsoft.Win32.SafeHandles;

namespace WaStore.Fast.Gate.Measuring;

/// <summary>How long the main thread has been ready to run while others had its core. On a machine that others use, that is most of the noise, and none of the benchmark's time.</summary>
sealed class CoreWait : IDisposable
{
    // "nanoseconds on the core, nanoseconds waiting for it, time slices", of the process's first thread.
    const string File = "/proc/self/schedstat";

    readonly SafeFileHandle? _file;
    readonly byte[] _line = new byte[128];

    internal CoreWait()
    {
        if (OperatingSystem.IsLinux() && System.IO.File.Exists(File))
        {
            _file = System.IO.File.OpenHandle(File);
        }
    }

    /// <summary>The nanoseconds so far; always 0 where the system does not tell. Allocates nothing.</summary>
    internal long Nanoseconds
    {
        get
        {
            if (_file is null)
            {
                return 0;
            }

            ReadOnlySpan<byte> line = _line.AsSpan(0, RandomAccess.Read(_file, _line, 0));
            return Utf8Parser.TryParse(line[(line.IndexOf((byte)' ') + 1)..], out long waited, out _) ? waited : 0;
        }
    }

    public void Dispose() => _file?.Dispose();
}
