namespace WaStore.Fast.Tests.Signal.Samples;

/// <summary>Sender key records put together by hand.</summary>
static class SampleSenderKey
{
    /// <summary>A SenderKeyStateStructure whose chain stands at an iteration.</summary>
    internal static byte[] State(uint iteration, uint keyId = 9, int signing = 1, bool own = true, int messageKeys = 0, byte[]? chainKey = null) => Proto.Join(
        [
            Proto.Varint(1, keyId),
            Proto.Bytes(2, Proto.Varint(1, iteration), Proto.Bytes(2, chainKey ?? SampleSession.Key((int)keyId + 300))),
            Proto.Bytes(3, Proto.Bytes(1, SampleSession.RatchetKey(signing)), own ? Proto.Bytes(2, SampleSession.Key(signing + 1)) : []),
            .. Enumerable.Range(0, messageKeys).Select(i => Proto.Bytes(4, Proto.Varint(1, (ulong)i), Proto.Bytes(2, SampleSession.Key(i)))),
        ]);

    internal static byte[] ChainKey(uint keyId = 9) => SampleSession.Key((int)keyId + 300);

    internal static byte[] Field(byte[] state) => Proto.Bytes(1, state);
}
