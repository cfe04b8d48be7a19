using WaStore.Fast.Stores;
using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// Whether blobs that the store never looks into (spec/storage.md 3.4) have the form that a WhatsApp client's Signal library gives them (spec/peer-formats.md A). For
/// verification only: a store takes any bytes, and a library with records of its own may keep others.
/// </summary>
static class RecordShapes
{
    const int Lease = 100;
    const int Incarnation = 101;
    const int IncarnationLength = 16;

    static readonly MessageShape s_messageKey = new(Number(1), Key(2), Key(3), Bytes(4, 16, 16), Key(5), Key(100));
    static readonly MessageShape s_chain = new(PublicKey(1), OptionalKey(2), Nested(3, new MessageShape(Number(1), OptionalKey(2))), Nested(4, s_messageKey));
    static readonly MessageShape s_pendingPreKey = new(Number(1), PublicKey(2), Number(3), Number(4), Bytes(5));

    static readonly MessageShape s_state = new(
        Number(1), PublicKey(2), PublicKey(3), Key(4), Number(5), Nested(6, s_chain), Nested(7, s_chain), Nested(9, s_pendingPreKey),
        Number(10), Number(11), Number(12), PublicKey(13), Nested(14, new MessageShape(Number(1), Bytes(2))), Bytes(15));

    static readonly MessageShape s_session = new(Nested(1, s_state), Nested(2, s_state));

    static readonly MessageShape s_senderMessageKey = new(Number(1), Key(2));

    static readonly MessageShape s_senderKeyState = new(
        Number(1), Nested(2, s_senderMessageKey), Nested(3, new MessageShape(PublicKey(1), OptionalKey(2))), Nested(4, s_senderMessageKey), Number(5));

    static readonly MessageShape s_senderKey = new(Nested(1, s_senderKeyState));
    static readonly MessageShape s_preKey = new(Number(1), PublicKey(2), Key(3));
    static readonly MessageShape s_signedPreKey = new(Number(1), PublicKey(2), Key(3), Bytes(4, 64, 64), new FieldShape(5, WireType.Fixed64));

    /// <summary>Whether it can be a session record. An empty one holds no session, and is one.</summary>
    internal static bool IsSession(ReadOnlySpan<byte> record) => s_session.Fits(record);

    /// <summary>Whether it can be a sender key record.</summary>
    internal static bool IsSenderKey(ReadOnlySpan<byte> record) => s_senderKey.Fits(record);

    /// <summary>Whether it can be a one-time pre-key; very old rows are the bare private key.</summary>
    internal static bool IsPreKey(ReadOnlySpan<byte> record) => record.Length == Key32.Length || s_preKey.Fits(record);

    /// <summary>Whether it can be a signed pre-key.</summary>
    internal static bool IsSignedPreKey(ReadOnlySpan<byte> record) => s_signedPreKey.Fits(record);

    /// <summary>
    /// Whether the counter lease of a session or sender key is one: a number above 0, and 16 bytes that say whose it is, both or neither. With another one nobody knows
    /// which counters were used.
    /// </summary>
    internal static bool HasSoundLease(ReadOnlySpan<byte> record)
    {
        var lease = false;
        var incarnation = false;
        var reader = new ProtoReader(record);
        while (reader.Read())
        {
            switch (reader.FieldNumber)
            {
                case Lease when reader.WireType == WireType.Varint && reader.Value is > 0 and <= uint.MaxValue:
                    lease = true;
                    break;
                case Incarnation when reader.Bytes.Length == IncarnationLength:
                    incarnation = true;
                    break;
                case Lease or Incarnation:
                    return false;
                default:
                    break;
            }
        }

        return lease == incarnation;
    }

    static FieldShape Number(int number) => new(number, WireType.Varint);

    static FieldShape Bytes(int number, int least = 0, int most = int.MaxValue) => new(number, WireType.LengthDelimited, least, most);

    static FieldShape Key(int number) => Bytes(number, Key32.Length, Key32.Length);

    // Empty on a receiver's chain, and where a chain is closed.
    static FieldShape OptionalKey(int number) => Bytes(number, 0, Key32.Length);

    // With or without the 0x05 before it.
    static FieldShape PublicKey(int number) => Bytes(number, Key32.Length, Key32.Length + 1);

    static FieldShape Nested(int number, MessageShape message) => new(number, WireType.LengthDelimited, Message: message);
}
