using System.Buffers;

namespace WaStore.Fast.Stores.Wire;

/// <summary>
/// `device.account`: protobuf ADVSignedDeviceIdentity {1 details, 2 account signature key, 3 account signature, 4 device signature}, all
/// bytes and optional; a field that is there and empty stays so (spec/storage.md 3.2).
/// </summary>
static class AdvSignedDeviceIdentityCodec
{
    const int Details = 1;
    const int AccountSignatureKey = 2;
    const int AccountSignature = 3;
    const int DeviceSignature = 4;

    /// <summary>Decodes a stored account. A blob of zero bytes is an account without a field, not the absence of one: that is NULL.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> blob, out AdvSignedDeviceIdentity? account)
    {
        account = null;
        var decoded = new AdvSignedDeviceIdentity();
        var unknown = new ArrayBufferWriter<byte>();
        var reader = new ProtoReader(blob);
        while (reader.Read())
        {
            switch (reader.FieldNumber, reader.WireType)
            {
                case (Details, WireType.LengthDelimited):
                    decoded = decoded with { Details = reader.Bytes.ToArray() };
                    break;
                case (AccountSignatureKey, WireType.LengthDelimited):
                    decoded = decoded with { AccountSignatureKey = reader.Bytes.ToArray() };
                    break;
                case (AccountSignature, WireType.LengthDelimited):
                    decoded = decoded with { AccountSignature = reader.Bytes.ToArray() };
                    break;
                case (DeviceSignature, WireType.LengthDelimited):
                    decoded = decoded with { DeviceSignature = reader.Bytes.ToArray() };
                    break;
                case ( >= Details and <= DeviceSignature, _):
                    return false;
                default:
                    unknown.Write(reader.Field);
                    break;
            }
        }

        if (reader.IsMalformed)
        {
            return false;
        }

        account = decoded with { UnknownFields = unknown.WrittenMemory };
        return true;
    }

    /// <summary>Writes an account; the fields of a newer writer last, as they were read.</summary>
    public static void Encode(AdvSignedDeviceIdentity account, IBufferWriter<byte> output)
    {
        var writer = new ProtoWriter(output);
        WriteIfPresent(writer, Details, account.Details);
        WriteIfPresent(writer, AccountSignatureKey, account.AccountSignatureKey);
        WriteIfPresent(writer, AccountSignature, account.AccountSignature);
        WriteIfPresent(writer, DeviceSignature, account.DeviceSignature);
        writer.WriteRaw(account.UnknownFields.Span);
    }

    static void WriteIfPresent(ProtoWriter writer, int fieldNumber, ReadOnlyMemory<byte>? value)
    {
        if (value is { } present)
        {
            writer.WriteBytes(fieldNumber, present.Span);
        }
    }
}
