using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WaStore.Fast.Stores;

/// <summary>Exactly 32 bytes, held inline: a Curve25519 key, a message secret, an index MAC.</summary>
/// <remarks>
/// Compared by value, allocates nothing, and is immutable, so it may be shared between threads. <see cref="ToString"/> shows no byte.
/// The comparison is not constant-time: it looks keys up, it does not authenticate.
/// </remarks>
public readonly struct Key32 : IEquatable<Key32>
{
    /// <summary>How many bytes a key has: 32.</summary>
    public const int Length = 32;

    readonly Bytes _bytes;

    /// <summary>Copies the 32 bytes of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public Key32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"A key is {Length} bytes long, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>Copies <paramref name="bytes"/> if they are 32; otherwise answers false and the zero key.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out Key32 key)
    {
        if (bytes.Length != Length)
        {
            key = default;
            return false;
        }

        key = new Key32(bytes);
        return true;
    }

    /// <summary>The bytes in place. The span lives as long as the variable that holds this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    /// <summary>A new array with the 32 bytes, owned by the caller.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <inheritdoc/>
    public bool Equals(Key32 other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Key32 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // All 32 bits of each word through the seeded hash: a server chooses index MACs and must not be able to choose collisions.
        // (As ulongs they would be folded by XOR first, which it could.)
        var words = MemoryMarshal.Cast<byte, int>(AsSpan());
        return HashCode.Combine(words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]);
    }

    /// <summary>A fixed text without any byte of the key.</summary>
    public override string ToString() => "Key32 (redacted)";

    /// <summary>Whether both have the same 32 bytes.</summary>
    public static bool operator ==(Key32 left, Key32 right) => left.Equals(right);

    /// <summary>Whether the two differ in any byte.</summary>
    public static bool operator !=(Key32 left, Key32 right) => !left.Equals(right);

    [InlineArray(Length)]
    struct Bytes
    {
        byte _first;
    }
}
