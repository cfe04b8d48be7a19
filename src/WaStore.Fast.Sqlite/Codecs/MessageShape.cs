using WaStore.Fast.Stores.Wire;

namespace WaStore.Fast.Sqlite.Codecs;

/// <summary>
/// Which fields a protobuf message has, and of which form. Says whether bytes can be such a message; fields that it does not name are let through, as every reader
/// carries them over. Allocates nothing, and goes as deep as the shapes are nested.
/// </summary>
/// <param name="fields">The known fields.</param>
sealed class MessageShape(params FieldShape[] fields)
{
    /// <summary>Whether the bytes are well-formed and every known field has its form.</summary>
    internal bool Fits(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.Read())
        {
            if (Find(reader.FieldNumber) is { } field && !field.Fits(reader.WireType, reader.Bytes))
            {
                return false;
            }
        }

        return !reader.IsMalformed;
    }

    FieldShape? Find(int number)
    {
        foreach (var field in fields)
        {
            if (field.Number == number)
            {
                return field;
            }
        }

        return null;
    }
}

/// <summary>One field of a <see cref="MessageShape"/>.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Type">Its wire type.</param>
/// <param name="Least">The least length of its bytes.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Message">What its bytes are, if a message.</param>
sealed record FieldShape(int Number, WireType Type, int Least = 0, int Most = int.MaxValue, MessageShape? Message = null)
{
    internal bool Fits(WireType type, ReadOnlySpan<byte> bytes) =>
        type == Type && (type != WireType.LengthDelimited || (bytes.Length >= Least && bytes.Length <= Most && (Message is null || Message.Fits(bytes))));
}
