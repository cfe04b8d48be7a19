using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace WaStore.Fast.Signal;

/// <summary>Names one life of a cache: 16 random bytes, held inline. No secret.</summary>
/// <remarks>
/// A record stored by the same incarnation was stored by a cache that still knows every counter it gave away, so its counters are exact. Under
/// another incarnation (a new process, a lossy clear) counters up to the lease may have been used (spec/caches.md 1.10).
/// </remarks>
public readonly struct Incarnation : IEquatable<Incarnation>
{
    /// <summary>How many bytes an incarnation has: 16.</summary>
    public const int Length = 16;

    readonly Bytes _bytes;

    /// <summary>Copies the 16 bytes of <paramref name="bytes"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 16 bytes long.</exception>
    public Incarnation(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"An incarnation is {Length} bytes long, not {bytes.Length}.", nameof(bytes));
        }

        bytes.CopyTo(_bytes);
    }

    /// <summary>A new one, of random bytes.</summary>
    public static Incarnation Create()
    {
        Span<byte> bytes = stackalloc byte[Length];
        RandomNumberGenerator.Fill(bytes);
        return new Incarnation(bytes);
    }

    /// <summary>The bytes in place. The span lives as long as the variable that holds this value.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => _bytes;

    /// <summary>Copies the 16 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than 16 bytes.</exception>
    public void CopyTo(Span<byte> destination) => AsSpan().CopyTo(destination);

    /// <inheritdoc/>
    public bool Equals(Incarnation other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Incarnation other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(AsSpan());
        return hash.ToHashCode();
    }

    /// <summary>The bytes in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());

    /// <summary>Whether both have the same bytes.</summary>
    public static bool operator ==(Incarnation left, Incarnation right) => left.Equals(right);

    /// <summary>Whether the two differ in any byte.</summary>
    public static bool operator !=(Incarnation left, Incarnation right) => !left.Equals(right);

    [InlineArray(Length)]
    struct Bytes
    {
        byte _first;
    }
}
