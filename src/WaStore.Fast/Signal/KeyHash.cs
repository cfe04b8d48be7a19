using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WaStore.Fast.Signal;

/// <summary>The hash of a key's text, under a secret that each process draws for itself. Costs a third of <see cref="string.GetHashCode(ReadOnlySpan{char})"/>.</summary>
/// <remarks>
/// Addresses come from the network, so nobody may be able to choose texts that collide. This is NH (Black, Halevi, Krawczyk, Krovetz, Rogaway, "UMAC",
/// CRYPTO 1999): every four characters are added to a secret word of their own, the halves of each sum multiplied, the products added. For any two
/// texts of up to <see cref="BlockLength"/> characters, chosen without knowing the secret, the sums agree with probability 2^-32 at most. A keyed multiplication then spreads
/// the sum over all bits, since tables take a few of them. Hashes never leave the process.
/// </remarks>
static class KeyHash
{
    /// <summary>Characters that have secret words of their own. Texts of the protocol are shorter; in a longer one each block is folded into the next.</summary>
    internal const int BlockLength = 4 * BlockWords;

    const int BlockWords = 32;

    // The length, a block, and the last characters.
    static readonly ulong[] s_secret = Draw(BlockWords + 2);
    static readonly ulong s_spread = Draw(1)[0] | 1;

    internal static int Of(ReadOnlySpan<char> text)
    {
        ref var secret = ref MemoryMarshal.GetArrayDataReference(s_secret);
        var sum = Product((ulong)text.Length, Unsafe.Add(ref secret, BlockWords));
        for (; text.Length > BlockLength; text = text[BlockLength..])
        {
            sum = Spread(sum + Block(text[..BlockLength], ref secret));
        }

        var hash = Spread(sum + Block(text, ref secret));
        return (int)(hash ^ (hash >> 32));
    }

    static ulong Block(ReadOnlySpan<char> text, ref ulong secret)
    {
        ref var characters = ref MemoryMarshal.GetReference(text);
        ulong even = 0, odd = 0;
        nint at = 0;
        for (; at <= text.Length - 8; at += 8)
        {
            ref var own = ref Unsafe.Add(ref secret, at / 4);
            even += Product(Word(ref characters, at), own);
            odd += Product(Word(ref characters, at + 4), Unsafe.Add(ref own, 1));
        }

        if ((text.Length & 4) != 0)
        {
            even += Product(Word(ref characters, at), Unsafe.Add(ref secret, at / 4));
        }

        return even + odd + Product(Last(text), Unsafe.Add(ref secret, BlockWords + 1));
    }

    // What is left after whole words; where there is a whole word, the last four characters once more: the length says how many of them are new.
    static ulong Last(ReadOnlySpan<char> text)
    {
        if (text.Length >= 4)
        {
            return Word(ref MemoryMarshal.GetReference(text), text.Length - 4);
        }

        var last = 0UL;
        foreach (var character in text)
        {
            last = (last << 16) | character;
        }

        return last;
    }

    // Within the text: the callers have compared with its length.
    static ulong Word(ref char characters, nint at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref Unsafe.Add(ref characters, at)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Product(ulong word, ulong secret) => (ulong)((uint)word + (uint)secret) * ((uint)(word >> 32) + (uint)(secret >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static ulong Spread(ulong sum) => Math.BigMul(sum, s_spread, out var low) ^ BitOperations.RotateLeft(low, 32);

    static ulong[] Draw(int count)
    {
        var words = new ulong[count];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }
}
