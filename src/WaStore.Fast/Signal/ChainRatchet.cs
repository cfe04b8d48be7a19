using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Signal;

/// <summary>The steps of a symmetric chain, for sessions and sender keys alike: HMAC-SHA256 under the chain key.</summary>
static class ChainRatchet
{
    /// <summary>The HMAC input that gives a message key's seed.</summary>
    static ReadOnlySpan<byte> MessageKeyLabel => [1];

    /// <summary>The HMAC input that gives the next chain key.</summary>
    static ReadOnlySpan<byte> ChainKeyLabel => [2];

    public static Key32 MessageKeySeed(ReadOnlySpan<byte> chainKey)
    {
        Span<byte> seed = stackalloc byte[Key32.Length];
        _ = HMACSHA256.HashData(chainKey, MessageKeyLabel, seed);
        var key = new Key32(seed);
        CryptographicOperations.ZeroMemory(seed);
        return key;
    }

    /// <summary>Steps the chain key in place.</summary>
    public static void Advance(Span<byte> chainKey, uint steps)
    {
        Span<byte> next = stackalloc byte[Key32.Length];
        for (; steps > 0; steps--)
        {
            _ = HMACSHA256.HashData(chainKey, ChainKeyLabel, next);
            next.CopyTo(chainKey);
        }

        CryptographicOperations.ZeroMemory(next);
    }
}
