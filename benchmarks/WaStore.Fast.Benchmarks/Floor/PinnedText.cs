using System.Text;

namespace WaStore.Fast.Benchmarks.Floor;

/// <summary>Bytes on the pinned heap, so that SQLite may read them where they are for as long as it likes.</summary>
sealed unsafe class PinnedText
{
    readonly byte[] _bytes;

    public PinnedText(ReadOnlySpan<byte> bytes)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(1, bytes.Length), pinned: true);
        bytes.CopyTo(_bytes);
        Length = bytes.Length;
        Pointer = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
    }

    PinnedText(byte[] pinned)
    {
        _bytes = pinned;
        Length = pinned.Length;
        Pointer = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
    }

    public PinnedText(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>The bytes of an array that is pinned already: what its owner changes, changes here.</summary>
    public static PinnedText Over(byte[] pinned) => new(pinned);

    public byte* Pointer { get; }

    public int Length { get; }
}
