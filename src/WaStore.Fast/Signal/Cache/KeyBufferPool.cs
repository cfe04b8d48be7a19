using System.Security.Cryptography;

namespace WaStore.Fast.Signal;

/// <summary>Arrays for encoded records, apart from the shared pool since they held key material: what was written is zeroed on return.</summary>
/// <remarks>Thread-safe. Shared by all caches of the process, which rarely flush at the same moment.</remarks>
sealed class KeyBufferPool
{
    internal const int ArrayLength = 64 * 1024;

    // Two megabytes: a flush of a thousand sessions of 1.5 KB finds its arrays again.
    const int MostKept = 32;

    readonly Lock _gate = new();
    readonly Stack<byte[]> _arrays = new();

    internal static KeyBufferPool Shared { get; } = new();

    /// <summary>An array of zeros of at least this length.</summary>
    internal byte[] Rent(int length)
    {
        if (length > ArrayLength)
        {
            return new byte[length];
        }

        lock (_gate)
        {
            return _arrays.TryPop(out var array) ? array : new byte[ArrayLength];
        }
    }

    internal void Return(byte[] array, int written)
    {
        CryptographicOperations.ZeroMemory(array.AsSpan(0, written));
        lock (_gate)
        {
            if (array.Length == ArrayLength && _arrays.Count < MostKept)
            {
                _arrays.Push(array);
            }
        }
    }
}
