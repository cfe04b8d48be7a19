using System.Buffers.Binary;
using WaStore.Fast.Stores;

namespace WaStore.Fast.Contracts.Samples;

/// <summary>Values for tests: different for different seeds, the same each time.</summary>
public static class Sample
{
    /// <summary>For stores that create accounts by themselves. Never a real identity.</summary>
    public static IDeviceKeySource KeySource { get; } = new Source();

    public static byte[] Blob(int length, int seed)
    {
        var blob = new byte[length];
        new Random(seed).NextBytes(blob);
        return blob;
    }

    public static Key32 Key(int seed)
    {
        Span<byte> bytes = stackalloc byte[Key32.Length];
        bytes.Fill(0xA5);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, seed);
        return new Key32(bytes);
    }

    public static DeviceKeyPair Pair(int seed) => new(Key(2 * seed), Key((2 * seed) + 1));

    public static DeviceKeys Keys(int seed) => new()
    {
        RegistrationId = (uint)seed + 1,
        NoiseKey = Pair(seed),
        IdentityKey = Pair(seed + 1000),
        SignedPreKey = Pair(seed + 2000),
        SignedPreKeySignature = Blob(DeviceKeys.SignatureLength, seed),
        AdvSecretKey = Key(seed + 3000),
    };

    /// <summary>A sync key as the protocol makes it: 32 bytes.</summary>
    public static AppStateSyncKey SyncKey(int seed) => new(Blob(32, seed), Blob(4, seed + 1), FakeTime.Start + seed);

    public static HashState State(int seed) => new() { Version = (ulong)seed, Hash = Blob(HashState.HashLength, seed) };

    public static MutationMac Mac(int seed) => new(Key(seed), Blob(32, seed));

    public static LidPnMapping Mapping(int seed) => new($"lid{seed}", $"pn{seed}", FakeTime.Start + seed, FakeTime.Start + seed, "usync");

    public static DeviceListRecord DeviceList(string user, int seed) =>
        new(user, [new DeviceInfo(0, null, false), new DeviceInfo((uint)seed, 7, true)], FakeTime.Start + seed, $"2:{seed}", (uint)seed);

    public static MsgSecretEntry Secret(string id, int seed, long expiresAt = 0, long messageTimestamp = 0) =>
        new("chat@g.us", "1@lid", id, Key(seed), expiresAt, messageTimestamp);

    /// <summary><paramref name="count"/> values made from 0, 1, 2, ...</summary>
    public static T[] Many<T>(int count, Func<int, T> make) => Enumerable.Range(0, count).Select(make).ToArray();

    /// <summary>The items as a list to hand to a store.</summary>
    public static T[] Of<T>(params T[] items) => items;

    /// <summary>A token that is cancelled already.</summary>
    public static CancellationToken Cancelled { get; } = new(canceled: true);

    sealed class Source : IDeviceKeySource
    {
        int _seed = 5000;

        public DeviceKeys Create() => Keys(Interlocked.Increment(ref _seed));
    }
}
