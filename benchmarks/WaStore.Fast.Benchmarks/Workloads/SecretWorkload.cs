using System.Globalization;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Benchmarks.Workloads;

/// <summary>Message secrets of one chat's messages.</summary>
sealed class SecretWorkload
{
    public const string Chat = "120363000000000001@g.us";

    const long Now = 1_760_000_000;

    /// <param name="count">How many.</param>
    /// <param name="change">What makes the same secrets different.</param>
    public SecretWorkload(int count, byte change)
    {
        Secret.AsSpan().Fill(change);
        Entries = [.. Enumerable.Range(0, count).Select(i => new MsgSecretEntry(
            Chat, string.Create(CultureInfo.InvariantCulture, $"1000000{i % 50:D8}@lid"), string.Create(CultureInfo.InvariantCulture, $"3EB0{i:X18}"), new Key32(Secret), Now + 86_400, Now))];
    }

    public MsgSecretEntry[] Entries { get; }

    public byte[] Secret { get; } = new byte[Key32.Length];
}
