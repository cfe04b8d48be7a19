using System.Runtime.InteropServices;
using System.Text;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>Bytes on the pinned heap, so that SQLite may read them where they are for as long as it likes.</summary>
sealed unsafe class PinnedText
{
    // Keeps them alive.
    readonly byte[] _bytes;

    public PinnedText(ReadOnlySpan<byte> bytes)
        : this(GC.AllocateUninitializedArray<byte>(Math.Max(1, bytes.Length), pinned: true), bytes.Length) => bytes.CopyTo(_bytes);

    public PinnedText(string text)
        : this(Encoding.UTF8.GetBytes(text).AsSpan())
    {
    }

    PinnedText(byte[] pinned, int length)
    {
        _bytes = pinned;
        Length = length;
        Pointer = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
    }

    public byte* Pointer { get; }

    public int Length { get; }

    /// <summary>The bytes of an array that is pinned already: what its owner changes, changes here.</summary>
    public static PinnedText Over(byte[] pinned) => new(pinned, pinned.Length);
}
