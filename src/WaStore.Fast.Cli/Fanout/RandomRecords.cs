using System.Security.Cryptography;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Stands in for key agreement and encryption: libsignal's records with random keys, in the sizes that real ones have.</summary>
static class RandomRecords
{
    internal const int MessageLength = 300;
    const int LeastSessionLength = 490;
    const int GreatestSessionLength = 1_500;

    internal static byte[] Message() => RandomNumberGenerator.GetBytes(MessageLength);

    internal static Key32 Secret() => new(SecretBytes());

    internal static byte[] SecretBytes() => RandomNumberGenerator.GetBytes(Key32.Length);

    internal static Key32[] Identities(int count) => [.. Enumerable.Range(0, count).Select(_ => Secret())];

    /// <summary>States of sessions of about 490 bytes (few skipped messages) to 1,500 (many), evenly spread and the same sizes in every run.</summary>
    internal static byte[][] SessionStates(int count) =>
        [.. Enumerable.Range(0, count).Select(index => Fanout.SessionStates.Create(LeastSessionLength + (int)(index * 977L % (GreatestSessionLength - LeastSessionLength + 1))))];

    /// <summary>A sender key of our own that has sent nothing.</summary>
    internal static SenderKeyRecord SenderKey()
    {
        Span<byte> keys = stackalloc byte[Key32.Length + (Key32.Length + 1) + Key32.Length];
        RandomNumberGenerator.Fill(keys);
        return SenderKeyRecord.Empty.AddState(
            (uint)RandomNumberGenerator.GetInt32(int.MaxValue), iteration: 0, keys[..Key32.Length], keys[Key32.Length..^Key32.Length], keys[^Key32.Length..]);
    }
}
