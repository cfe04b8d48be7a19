using System.Numerics;
using WaStore.Fast.Signal;

namespace WaStore.Fast.Tests.Signal.Keys;

/// <summary>That every character counts, that the bits which tables take are spread, and that what is built to collide elsewhere does not here.</summary>
public sealed class KeyHashTests
{
    const int Longest = 3 * KeyHash.BlockLength;

    [Fact]
    public void It_depends_on_the_text_alone()
    {
        for (var length = 0; length <= Longest; length++)
        {
            var text = new string('7', length);
            var padded = "x" + text + "y";
            Assert.Equal(KeyHash.Of(text), KeyHash.Of(padded.AsSpan(1, length)));
        }
    }

    [Fact]
    public void Every_character_and_the_length_count()
    {
        var seen = new HashSet<int>();
        var texts = 0;
        for (var length = 0; length <= Longest; length++)
        {
            // '\0' too: what is shorter is not what is padded.
            _ = seen.Add(KeyHash.Of(new string('\0', length)));
            texts++;
            for (var changed = 0; changed < length; changed++)
            {
                var text = new char[length];
                text[changed] = '\u0100';
                _ = seen.Add(KeyHash.Of(text));
                texts++;
            }
        }

        // 74,000 texts in 2^32 hashes: less than one pair expected.
        Assert.InRange(seen.Count, texts - 8, texts);
    }

    [Fact]
    public void Addresses_of_one_user_after_the_other_are_spread_over_stripes_and_slots()
    {
        const int Buckets = 256;
        int[] low = new int[Buckets], high = new int[Buckets];
        const int Addresses = 100 * Buckets;
        for (var i = 0; i < Addresses; i++)
        {
            var hash = (uint)KeyHash.Of($"{100_000_000_000_000 + (i / 3)}:{i % 3}@lid.0");
            low[hash % Buckets]++;
            high[hash >> 24]++;
        }

        // Chi-squared with 255 degrees of freedom: 400 has a probability of 1e-8.
        Assert.InRange(ChiSquared(low), 120, 400);
        Assert.InRange(ChiSquared(high), 120, 400);

        static double ChiSquared(int[] counts) => counts.Sum(count => Math.Pow(count - (Addresses / Buckets), 2) / (Addresses / Buckets));
    }

    [Fact]
    public void One_bit_of_the_text_changes_half_of_the_hash()
    {
        const string Text = "100000012345678:3@lid.0";
        var changed = 0.0;
        for (var bit = 0; bit < 16 * Text.Length; bit++)
        {
            var other = Text.ToCharArray();
            other[bit / 16] ^= (char)(1 << (bit % 16));
            changed += BitOperations.PopCount((uint)(KeyHash.Of(Text) ^ KeyHash.Of(other)));
        }

        Assert.InRange(changed / (16 * Text.Length), 14.5, 17.5);
    }

    [Fact]
    public void What_collides_in_a_hash_without_a_secret_does_not_here()
    {
        // "Aa" and "BB" have one 31-polynomial hash, so 2^12 texts of twelve such pairs do.
        var seen = new HashSet<int>();
        for (var choice = 0; choice < 4_096; choice++)
        {
            _ = seen.Add(KeyHash.Of(string.Concat(Enumerable.Range(0, 12).Select(bit => (choice >> bit & 1) == 0 ? "Aa" : "BB"))));
        }

        Assert.InRange(seen.Count, 4_094, 4_096);
    }
}
