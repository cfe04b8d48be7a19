using System.Security.Cryptography;
using System.Text;

namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>libsignal's symmetric ratchet, for the tests alone.</summary>
static class Ratchet
{
    internal static byte[] NextChainKey(byte[] chainKey) => Hmac(chainKey, 2);

    internal static byte[] ChainKeyAfter(byte[] chainKey, uint steps)
    {
        for (; steps > 0; steps--)
        {
            chainKey = NextChainKey(chainKey);
        }

        return chainKey;
    }

    internal static byte[] MessageKeySeed(byte[] chainKey) => Hmac(chainKey, 1);

    static byte[] Hmac(byte[] key, byte label) => HMACSHA256.HashData(key, new byte[] { label });

    /// <summary>The cipher key and the IV of a session's message.</summary>
    internal static (string CipherKey, string Iv) MessageKeys(ReadOnlySpan<byte> seed)
    {
        var keys = HKDF.DeriveKey(HashAlgorithmName.SHA256, seed.ToArray(), 80, info: Encoding.ASCII.GetBytes("WhisperMessageKeys"));
        return (Convert.ToBase64String(keys.AsSpan(0, 32)), Convert.ToBase64String(keys.AsSpan(64, 16)));
    }
}
