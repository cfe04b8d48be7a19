using System.Security.Cryptography;

namespace WaStore.Fast.Cli.Fanout;

/// <summary>Writes libsignal's SessionStructure with random keys: a sending chain that has sent nothing, and a receiving one with skipped message keys to fill it.</summary>
static class SessionStates
{
    const int KeyLength = 32;
    const int PublicKeyLength = 33;
    const int IvLength = 16;

    // A state without message keys, and one message key: near enough to come out at the length that was asked for, or a key above it.
    const int BareLength = 340;
    const int MessageKeyLength = 90;

    /// <summary>A state of about <paramref name="length"/> bytes.</summary>
    internal static byte[] Create(int length)
    {
        using var state = new MemoryStream(length + MessageKeyLength);
        WriteNumber(state, 1, 3);
        WriteKey(state, 2, PublicKeyLength);
        WriteKey(state, 3, PublicKeyLength);
        WriteKey(state, 4, KeyLength);
        WriteMessage(state, 6, static chain => WriteChain(chain, hasPrivateKey: true, messageKeys: 0));
        WriteMessage(state, 7, chain => WriteChain(chain, hasPrivateKey: false, (length - BareLength + MessageKeyLength - 1) / MessageKeyLength));
        WriteNumber(state, 10, 1);
        WriteNumber(state, 11, 1);
        WriteKey(state, 13, PublicKeyLength);
        return state.ToArray();
    }

    static void WriteChain(MemoryStream chain, bool hasPrivateKey, int messageKeys)
    {
        WriteKey(chain, 1, PublicKeyLength);
        if (hasPrivateKey)
        {
            WriteKey(chain, 2, KeyLength);
        }

        WriteMessage(chain, 3, static key =>
        {
            WriteNumber(key, 1, 0);
            WriteKey(key, 2, KeyLength);
        });
        for (var i = 0; i < messageKeys; i++)
        {
            WriteMessage(chain, 4, key =>
            {
                WriteNumber(key, 1, (byte)i);
                WriteKey(key, 2, KeyLength);
                WriteKey(key, 3, KeyLength);
                WriteKey(key, 4, IvLength);
            });
        }
    }

    static void WriteMessage(MemoryStream output, int field, Action<MemoryStream> write)
    {
        using var message = new MemoryStream();
        write(message);
        WriteVarint(output, (uint)(field << 3) | 2);
        WriteVarint(output, (uint)message.Length);
        message.WriteTo(output);
    }

    static void WriteKey(MemoryStream output, int field, int length)
    {
        WriteVarint(output, (uint)(field << 3) | 2);
        WriteVarint(output, (uint)length);
        output.Write(RandomNumberGenerator.GetBytes(length));
    }

    static void WriteNumber(MemoryStream output, int field, uint value)
    {
        WriteVarint(output, (uint)(field << 3));
        WriteVarint(output, value);
    }

    static void WriteVarint(MemoryStream output, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            output.WriteByte((byte)(value | 0x80));
        }

        output.WriteByte((byte)value);
    }
}
