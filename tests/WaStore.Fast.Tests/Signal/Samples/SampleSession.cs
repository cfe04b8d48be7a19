namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>Session records put together by hand.</summary>
static class SampleSession
{
    internal static byte[] Key(int seed, int length = 32) => [.. Enumerable.Range(0, length).Select(i => (byte)((seed * 31) + (i * 7)))];

    internal static byte[] RatchetKey(int seed) => [5, .. Key(seed)];

    internal static byte[] ChainKey(uint index, byte[] key) => Proto.Bytes(3, Proto.Varint(1, index), Proto.Bytes(2, key));

    internal static byte[] Chain(int field, int ratchet, byte[] chainKeyField) =>
        Proto.Bytes(field, Proto.Bytes(1, RatchetKey(ratchet)), Proto.Bytes(2, Key(ratchet + 100)), chainKeyField);

    /// <summary>A SessionStructure whose sending chain stands at a counter; the seed tells sessions apart, the ratchet their sending chains.</summary>
    internal static byte[] State(uint counter, int seed = 1, int ratchet = 1, byte[]? chainKey = null, bool pending = false) => Proto.Join(
        Proto.Varint(1, 3),
        Proto.Bytes(2, RatchetKey(seed + 10)),
        Proto.Bytes(3, RatchetKey(seed + 11)),
        Proto.Bytes(4, Key(seed + 12)),
        Proto.Varint(5, 7),
        Chain(6, ratchet, ChainKey(counter, chainKey ?? Key(ratchet + 200))),
        ReceiverChain(seed + 13),
        pending ? Proto.Bytes(9, Proto.Varint(1, 77), Proto.Bytes(2, RatchetKey(seed + 14)), Proto.Varint(3, 1)) : [],
        Proto.Varint(10, 4711),
        Proto.Varint(11, 4712),
        Proto.Bytes(13, BaseKey(seed)));

    internal static byte[] BaseKey(int seed) => RatchetKey(seed + 15);

    internal static byte[] ReceiverChain(int seed, int messageKeys = 1) => Proto.Bytes(
        7,
        [
            Proto.Bytes(1, RatchetKey(seed)),
            Proto.Bytes(2),
            ChainKey(3, Key(seed + 1)),
            .. Enumerable.Range(0, messageKeys).Select(i => Proto.Bytes(4, Proto.Varint(1, (ulong)i), Proto.Bytes(100, Key(seed + i)))),
        ]);

    internal static byte[] StateWithoutSenderChain(int seed = 1) =>
        Proto.Join(Proto.Varint(1, 3), ReceiverChain(seed), Proto.Bytes(13, BaseKey(seed)));

    internal static byte[] Current(byte[] state) => Proto.Bytes(1, state);

    internal static byte[] Archived(byte[] state) => Proto.Bytes(2, state);

    internal static byte[] Ceiling(ulong value) => Proto.Varint(100, value);

    internal static byte[] IncarnationField(byte seed, int length = 16) => Proto.Bytes(101, Repeat(seed, length));

    internal static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
