using System.Security.Cryptography;
using WaStore.Fast.Signal;
using WaStore.Fast.Stores;
using WaStore.Fast.Tests.Signal.Samples;

namespace WaStore.Fast.CrashHost.Storm;

/// <summary>Records of libsignal's form with random chains, each with the number of the operation that made it.</summary>
static class StormRecords
{
    /// <summary>The SessionStructure field that holds the number: a registration id, which the record carries and does not look at.</summary>
    internal const int NumberField = 11;

    internal static SessionRecord NewSession(SessionRecord? replaced, uint number) => (replaced ?? SessionRecord.Empty).WithNewState(State(number));

    /// <summary>The same session after a ratchet step: another sending chain, from 0.</summary>
    internal static SessionRecord Ratchet(SessionRecord session, uint number) => session.WithCurrentState(State(number));

    internal static SenderKeyRecord NewSenderKey(SenderKeyRecord? replaced, uint number) =>
        (replaced ?? SenderKeyRecord.Empty).AddState(number, 0, Random(Key32.Length), [5, .. Random(Key32.Length)], Random(Key32.Length));

    internal static Key32 Identity(uint number)
    {
        var key = new byte[Key32.Length];
        BitConverter.TryWriteBytes(key, number);
        return new Key32(key);
    }

    internal static string ChainOf(SessionRecord session) =>
        session.TryGetSenderChain(out var chain) ? Convert.ToHexString(chain.RatchetKey) : throw new InvalidOperationException("a session without a chain");

    internal static string ChainOf(SenderKeyRecord senderKey) => Convert.ToHexString(senderKey.GetState(0).SigningKeyPublic);

    static byte[] State(uint number) => Proto.Join(
        Proto.Varint(1, 3),
        Proto.Bytes(
            6,
            Proto.Bytes(1, [[5], Random(Key32.Length)]),
            Proto.Bytes(2, Random(Key32.Length)),
            Proto.Bytes(3, Proto.Varint(1, 0), Proto.Bytes(2, Random(Key32.Length)))),
        Proto.Varint(NumberField, number),
        Proto.Bytes(13, [[5], Random(Key32.Length)]));

    static byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);
}
