using System.Security.Cryptography;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Stands in for the cryptography: random bytes of the sizes that real records have, changed where a ratchet changes them.</summary>
static class RandomRecords
{
    internal const int SenderKeyLength = 120;
    internal const int MessageLength = 300;
    const int LeastSessionLength = 490;
    const int GreatestSessionLength = 1_500;

    // A chain key and its counter.
    const int AdvancedLength = 40;

    internal static byte[] Message() => RandomNumberGenerator.GetBytes(MessageLength);

    internal static byte[] SenderKey() => RandomNumberGenerator.GetBytes(SenderKeyLength);

    internal static Key32 Secret() => new(RandomNumberGenerator.GetBytes(Key32.Length));

    internal static Key32[] Identities(int count) => [.. Enumerable.Range(0, count).Select(_ => Secret())];

    /// <summary>Sessions of 490 bytes (one chain) to 1,500 (with archived states), evenly spread and the same sizes in every run.</summary>
    internal static byte[][] Sessions(int count) =>
        [.. Enumerable.Range(0, count).Select(index => RandomNumberGenerator.GetBytes(LeastSessionLength + (int)(index * 977L % (GreatestSessionLength - LeastSessionLength + 1))))];

    /// <summary>What one more message changes in a record. Cheap, since it happens while a send is being measured.</summary>
    internal static void Advance(byte[] record) => Random.Shared.NextBytes(record.AsSpan(record.Length / 2, AdvancedLength));
}
